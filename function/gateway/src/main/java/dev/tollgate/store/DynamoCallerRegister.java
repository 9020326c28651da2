package dev.tollgate.store;

import dev.tollgate.auth.CallerRegister;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The callers that ever had a token, in one partition of the usage table. Each process writes a caller once. The lists of keys that
 * reports and roll-ups begin with would miss them otherwise.
 */
@ApplicationScoped
public class DynamoCallerRegister implements CallerRegister {
    private static final Logger LOG = Logger.getLogger(DynamoCallerRegister.class);
    private static final String PARTITION = "CALLERS";

    private final DynamoDbClient client;
    private final String table;
    private final LruCache<String, Boolean> written;

    DynamoCallerRegister(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.table = config.tables().usage();
        this.written = new LruCache<>(config.fresh().maxKeys());
    }

    /** A caller that could not be written is written with its next call. */
    @Override
    public void seen(String callerId) {
        if (written.get(callerId) != null) {
            return;
        }
        try {
            StoreCall.run(() -> client.putItem(request -> request.tableName(table)
                    .item(Map.of("pk", AttributeValue.fromS(PARTITION), "sk", AttributeValue.fromS(callerId)))));
            written.put(callerId, true);
        } catch (GatewayException unavailable) {
            LOG.warnf("The caller %s is not listed yet: %s", callerId, FailureText.line(unavailable));
        }
    }

    /** The ids of all callers, in alphabetical order. */
    public List<String> ids() {
        return StoreCall.run(() -> client
                .queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("pk = :callers")
                        .expressionAttributeValues(Map.of(":callers", AttributeValue.fromS(PARTITION))))
                .items()
                .stream()
                .map(item -> ItemReader.text(item, "sk"))
                .toList());
    }
}
