package dev.tollgate.store;

import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.BudgetStatus;
import dev.tollgate.bill.UsageLedger;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Writes usage records: one item per request, first pending, then settled, together with the budgets it counts in. */
@ApplicationScoped
public class DynamoUsageLedger implements UsageLedger {
    private static final Logger LOG = Logger.getLogger(DynamoUsageLedger.class);

    /** Each message is one item as a line of JSON, which {@code tollgate replay} writes to the usage table. */
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
        unlessWritten(usage, () -> client.putItem(request));
    }

    @Override
    public UsageRecord reserve(UsageRecord pending, BudgetReservation reservation) {
        return budgets.reserve(pending, reservation);
    }

    @Override
    public void requireRoom(BudgetReservation reservation) {
        budgets.requireRoom(reservation);
    }

    @Override
    public UsageRecord withoutReserving(UsageRecord pending, BudgetReservation reservation) {
        return budgets.withoutReserving(pending, reservation);
    }

    @Override
    public List<BudgetStatus> budgetStatus(UsageRecord reserved, BudgetReservation reservation) {
        return budgets.budgetStatus(reserved, reservation);
    }

    /** A record that cannot be written goes to the log, because the client already has its response. */
    @Override
    public void settle(UsageRecord usage) {
        SettledRow row = SettledRow.of(usage, clock.instant());
        try {
            settlements.write(row);
        } catch (GatewayException failure) {
            UNWRITTEN.error(row.line());
            LOG.errorf(
                    FailureText.bug(failure),
                    "The usage record of %s is in the log only: %s",
                    usage.requestId(),
                    FailureText.line(failure));
        }
    }

    @Override
    public void withdraw(UsageRecord usage) {
        budgets.withdraw(SettledRow.of(usage, clock.instant()));
    }

    /** A failed condition means that the SDK repeated the write and the record is there. */
    private static void unlessWritten(UsageRecord usage, Runnable write) {
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
