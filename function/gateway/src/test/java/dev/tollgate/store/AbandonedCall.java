package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The sweep of one call whose environment died, while another call of its key goes on. */
final class AbandonedCall implements StoreOperation {
    private static final RateLimits CEILING = new RateLimits(null, null, 5L);

    private final LocalTables tables;
    private final String key = UUID.randomUUID().toString();
    private final SteppingClock clock = new SteppingClock(CountersFixture.START);
    private final List<BudgetPeriod> budgetPeriods;
    private final UsageRecord dead;
    private final StalePendingRecord found;
    private final AtomicInteger closed = new AtomicInteger();

    AbandonedCall(LocalTables tables, boolean inBudgets) {
        this.tables = tables;
        this.budgetPeriods = inBudgets ? List.of(BudgetFixture.budgetPeriod(key, 1_000_000, true, 1)) : List.of();
        DynamoRateLimiter limits = new DynamoRateLimiter(tables.client(), tables.config(), clock);
        Instant deadline = clock.instant().plusSeconds(60);
        RateLimitKey rateLimitKey = RateLimitKey.ofKey(key, CEILING);
        RateReservation granted = limits.reserve(rateLimitKey, 100, deadline);
        limits.reserve(rateLimitKey, 100, deadline.plusSeconds(600));
        this.dead = open(requestHold(granted), deadline);
        this.found = BudgetFixture.stalePendingRecord(tables, dead).orElseThrow();
        clock.pass(Duration.ofSeconds(90));
    }

    private static RequestHold requestHold(RateReservation granted) {
        RateReservation.RateGrant grant = granted.grant();
        return new RequestHold(
                List.of(),
                0,
                List.of(new RequestHold.WindowHold(
                        granted.counter(), grant.era(), grant.slot(), grant.number(), 0, 1)));
    }

    private UsageRecord open(RequestHold requestHold, Instant deadline) {
        UsageRecord pending = new UsageRecord(
                "req_" + key, key, clock.instant(), deadline, "fast", Map.of(), false, requestHold, null);
        DynamoUsageLedger ledger = new DynamoUsageLedger(tables.client(), tables.config(), clock);
        if (!budgetPeriods.isEmpty()) {
            return ledger.reserve(pending, new BudgetReservation(budgetPeriods, 1_000));
        }
        ledger.writePending(pending);
        return pending;
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        sweep(new DynamoStalePendingRecords(client, tables.config(), clock), tries);
    }

    private void sweep(DynamoStalePendingRecords leftovers, StepOutcomes tries) {
        tries.get(() -> leftovers.abandon(found)).filter(done -> done).ifPresent(_ -> closed.incrementAndGet());
    }

    @Override
    public void check(StepOutcomes tries) {
        if (tries.failures().isEmpty()) {
            assertThat(closed).as("swept, as its line says").hasValue(1);
        }
        sweep(new DynamoStalePendingRecords(tables.client(), tables.config(), clock), tries);
        assertThat(closed.get()).isLessThanOrEqualTo(1);
        Map<String, AttributeValue> record =
                item(tables.config().tables().usage(), AttributeValues.of(UsageKey.of(dead)));
        assertThat(record.get("status").s()).isEqualTo("abandoned");
        Map<String, AttributeValue> counter = item(tables.config().tables().counters(), CounterItem.key(key));
        assertThat(CounterItem.window(counter).inFlight())
                .as("the other call's slot")
                .isOne();
        for (BudgetPeriod budgetPeriod : budgetPeriods) {
            Map<String, AttributeValue> budget =
                    item(tables.config().tables().counters(), BudgetItem.key(BudgetItem.name(budgetPeriod, 0)));
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
