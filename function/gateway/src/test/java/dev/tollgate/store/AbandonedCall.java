package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.Held;
import dev.tollgate.bill.Leftover;
import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The sweep of one call whose environment died, while another call of its key goes on. */
final class AbandonedCall implements Errand {
    private static final Ceiling CEILING = new Ceiling(null, null, 5L);

    private final LocalTables tables;
    private final String key = UUID.randomUUID().toString();
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final List<Purse> purses;
    private final UsageRecord dead;
    private final AtomicInteger closed = new AtomicInteger();

    AbandonedCall(LocalTables tables, boolean inBudgets) {
        this.tables = tables;
        this.purses = inBudgets ? List.of(BudgetFixture.purse(key, 1_000_000, true, 1)) : List.of();
        DynamoLimits limits = new DynamoLimits(tables.client(), tables.config(), clock);
        Instant deadline = clock.instant().plusSeconds(60);
        Account account = Account.ofKey(key, CEILING);
        Reservation granted = limits.reserve(account, 100, deadline);
        limits.reserve(account, 100, deadline.plusSeconds(600));
        this.dead = open(held(granted), deadline);
        clock.pass(Duration.ofSeconds(90));
    }

    private static Held held(Reservation granted) {
        Reservation.Grant grant = granted.grant();
        return new Held(
                List.of(),
                0,
                List.of(new Held.Window(granted.counter(), grant.era(), grant.slot(), grant.number(), 0, 1)));
    }

    private UsageRecord open(Held held, Instant deadline) {
        UsageRecord pending =
                new UsageRecord("req_" + key, key, clock.instant(), deadline, "fast", Map.of(), false, held, null);
        DynamoLedger ledger = new DynamoLedger(tables.client(), tables.config(), clock);
        if (!purses.isEmpty()) {
            return ledger.open(pending, new Stake(purses, 1_000));
        }
        ledger.open(pending);
        return pending;
    }

    @Override
    public void run(DynamoDbClient client, Tries tries) {
        sweep(new DynamoLeftovers(client, tables.config(), clock), tries);
    }

    private void sweep(DynamoLeftovers leftovers, Tries tries) {
        Leftover leftover = BudgetFixture.leftover(dead);
        tries.get(() -> leftovers.abandon(leftover)).filter(done -> done).ifPresent(_ -> closed.incrementAndGet());
    }

    @Override
    public void check(Tries tries) {
        if (tries.failures().isEmpty()) {
            assertThat(closed).as("swept, as its line says").hasValue(1);
        }
        sweep(new DynamoLeftovers(tables.client(), tables.config(), clock), tries);
        assertThat(closed.get()).isLessThanOrEqualTo(1);
        Map<String, AttributeValue> record = item(tables.config().tables().usage(), Attributes.of(UsageRow.key(dead)));
        assertThat(record.get("status").s()).isEqualTo("abandoned");
        Map<String, AttributeValue> counter = item(tables.config().tables().counters(), CounterItem.key(key));
        assertThat(CounterItem.window(counter).underWay())
                .as("the other call's slot")
                .isOne();
        for (Purse purse : purses) {
            Map<String, AttributeValue> budget =
                    item(tables.config().tables().counters(), BudgetItem.key(BudgetItem.name(purse, 0)));
            assertThat(budget.get("committed_micros").n()).isEqualTo("0");
            assertThat(budget.get("reserved_micros").n()).isEqualTo("0");
        }
    }

    private Map<String, AttributeValue> item(String table, Map<String, AttributeValue> itsKey) {
        return tables.client()
                .getItem(request -> request.tableName(table).key(itsKey).consistentRead(true))
                .item();
    }
}
