package dev.tollgate.store;

import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Usage records in DynamoDB: one item per request, first pending, then settled; with the budgets that they count in. */
@ApplicationScoped
public class DynamoUsageLedger implements UsageLedger {
    private static final Logger LOG = Logger.getLogger(DynamoUsageLedger.class);

    /** Each message is one item as a line of JSON, which {@code tollgate replay} puts into the usage table. */
    private static final Logger UNWRITTEN = Logger.getLogger("tollgate.usage.unwritten");

    private final DynamoDbClient client;
    private final String table;
    private final Clock clock;
    private final BudgetLedger budgets;
    private final SettlementWriter settlements;

    @Inject
    DynamoUsageLedger(DynamoDbClient client, GatewayConfig config, Clock clock) {
        this(new TransactionWriter(client), config, clock);
    }

    DynamoUsageLedger(TransactionWriter transactions, GatewayConfig config, Clock clock) {
        this.client = transactions.dynamo();
        this.table = config.tables().usage();
        this.clock = clock;
        UsageWrites usage = new UsageWrites(table);
        this.budgets = new BudgetLedger(transactions, usage, config.tables().counters(), clock);
        this.settlements = new SettlementWriter(client, config, budgets);
    }

    @Override
    public void writePending(UsageRecord usage) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(UsageWrites.pending(usage))
                .conditionExpression(UsageWrites.ABSENT)
                .build();
        unlessDone(usage, () -> client.putItem(request));
    }

    @Override
    public UsageRecord reserve(UsageRecord pending, BudgetReservation budgetReservation) {
        return budgets.open(pending, budgetReservation);
    }

    @Override
    public void requireRoom(BudgetReservation budgetReservation) {
        budgets.requireRoom(budgetReservation);
    }

    @Override
    public UsageRecord withoutReserving(UsageRecord pending, BudgetReservation budgetReservation) {
        return budgets.unopened(pending, budgetReservation);
    }

    @Override
    public List<BudgetStatus> budgetStatus(UsageRecord opened, BudgetReservation budgetReservation) {
        return budgets.budgetStatus(opened, budgetReservation);
    }

    /** Where DynamoDB does not take it, the record goes to the log: the answer is out, so nobody could be told. */
    @Override
    public void settle(UsageRecord usage) {
        SettledRow row = SettledRow.of(usage, clock.instant());
        try {
            settlements.write(row);
        } catch (GatewayException failure) {
            UNWRITTEN.error(row.line());
            LOG.errorf(failure.getCause(), "The usage record of %s is in the log only", usage.requestId());
        }
    }

    /** A failed condition says that it is written already, by a retry of the SDK. */
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
