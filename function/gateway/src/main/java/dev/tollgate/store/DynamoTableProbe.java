package dev.tollgate.store;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TableProbe;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads an item that does not exist from each table, with a right that the function has. */
@ApplicationScoped
public class DynamoTableProbe implements TableProbe {
    private static final AttributeValue NO_KEY = AttributeValue.fromS("READINESS");

    private final DynamoDbClient client;
    private final GatewayConfig.Tables tables;

    DynamoTableProbe(DynamoDbClient client, GatewayConfig config) {
        this.client = client;
        this.tables = config.tables();
    }

    @Override
    public List<String> unusable() {
        List<String> unusable = new ArrayList<>();
        probe(unusable, () -> get(tables.config(), Map.of("pk", NO_KEY, "sk", NO_KEY)));
        probe(unusable, () -> get(tables.counters(), Map.of("pk", NO_KEY)));
        probe(unusable, this::queryUsage);
        probe(unusable, () -> get(tables.cache(), Map.of("pk", NO_KEY)));
        return unusable;
    }

    private static void probe(List<String> unusable, Runnable read) {
        try {
            read.run();
        } catch (SdkException thrown) {
            TableException failure = TableException.of(thrown);
            unusable.add(failure.table() + " (" + failure.code() + ")");
        }
    }

    private void get(String table, Map<String, AttributeValue> key) {
        client.getItem(request -> request.tableName(table).key(key));
    }

    /** The function may read the usage records of a key, and no single item. */
    private void queryUsage() {
        client.query(request -> request.tableName(tables.usage())
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", NO_KEY))
                .limit(1));
    }
}
