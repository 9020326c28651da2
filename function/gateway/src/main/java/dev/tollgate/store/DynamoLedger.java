package dev.tollgate.store;

import dev.tollgate.bill.Ledger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.ChatFailure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Usage records in DynamoDB: one item per request, first pending, then settled. */
@ApplicationScoped
public class DynamoLedger implements Ledger {
    private static final Logger LOG = Logger.getLogger(DynamoLedger.class);

    /** Each message is one item as a line of JSON, to be put into the usage table once it answers again. */
    private static final Logger UNWRITTEN = Logger.getLogger("tollgate.usage.unwritten");

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;

    DynamoLedger(DynamoDbClient client, GatewayConfig config, Clock clock) {
        this.client = client;
        this.table = config.tables().usage();
        this.clock = clock;
    }

    @Override
    public void open(UsageRecord usage) {
        Map<String, Object> row = UsageRow.key(usage);
        row.putAll(UsageRow.pending(usage));
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(Attributes.of(row))
                .conditionExpression("attribute_not_exists(pk)")
                .build();
        unlessDone(usage, () -> client.putItem(request));
    }

    /** Where DynamoDB does not take it, the record goes to the log: the answer is out, so nobody could be told. */
    @Override
    public void settle(UsageRecord usage) {
        Map<String, Object> row = UsageRow.settled(usage, clock.instant());
        try {
            unlessDone(usage, () -> client.updateItem(settlement(usage, row)));
        } catch (ChatFailure failure) {
            Map<String, Object> item = UsageRow.key(usage);
            item.putAll(row);
            UNWRITTEN.error(Documents.write(item));
            LOG.errorf(failure.getCause(), "The usage record of %s is in the log only", usage.requestId());
        }
    }

    private UpdateItemRequest settlement(UsageRecord usage, Map<String, Object> row) {
        RowUpdate update = RowUpdate.unlessSettled(row);
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Attributes.of(UsageRow.key(usage)))
                .updateExpression(update.expression())
                .conditionExpression(update.condition())
                .expressionAttributeNames(update.names())
                .expressionAttributeValues(update.values())
                .build();
    }

    /** A failed condition says that it is written already: by a retry of the SDK, or by settling twice. */
    private static void unlessDone(UsageRecord usage, Runnable write) {
        StoreCall.run(() -> {
            try {
                write.run();
            } catch (ConditionalCheckFailedException done) {
                LOG.debugf("The usage record of %s is already written", usage.requestId());
            }
            return null;
        });
    }
}
