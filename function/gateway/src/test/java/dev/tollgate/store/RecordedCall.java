package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One call's record, opened and settled: a call of 700 micro-dollars that had 1,000 set aside. */
final class RecordedCall implements StoreOperation {
    private final LocalTables tables;
    private final boolean allow;
    private final List<BudgetPeriod> budgetPeriods;
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final UnwrittenLines unwritten = new UnwrittenLines();
    private final UsageRecord pending;
    private boolean served;
    private boolean withdrawn;

    private RecordedCall(LocalTables tables, boolean allow, boolean inBudgets) {
        String id = UUID.randomUUID().toString();
        this.tables = tables;
        this.allow = allow;
        this.pending = new UsageRecord(
                "req_" + id,
                id,
                BudgetFixture.ACCEPTED,
                BudgetFixture.ACCEPTED.plusSeconds(600),
                "fast",
                Map.of(),
                false,
                RequestHold.NONE,
                null);
        this.budgetPeriods = inBudgets
                ? List.of(
                        BudgetFixture.budgetPeriod(id, 1_000_000, true, 3),
                        BudgetFixture.budgetPeriod("team-" + id, 10, false, 1))
                : List.of();
    }

    static RecordedCall withoutBudgets(LocalTables tables) {
        return new RecordedCall(tables, false, false);
    }

    /** In a hard budget in shards, and in a soft one. */
    static RecordedCall inBudgets(LocalTables tables, boolean allow) {
        return new RecordedCall(tables, allow, true);
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        DynamoUsageLedger ledger = new DynamoUsageLedger(client, tables.config(), clock);
        if (budgetPeriods.isEmpty()) {
            // Settle the record even if it could not be opened: the provider has received the request meanwhile.
            tries.run(() -> ledger.writePending(pending));
            settle(ledger, pending);
            return;
        }
        BudgetReservation budgetReservation = new BudgetReservation(budgetPeriods, 1_000);
        Optional<UsageRecord> opened = tries.get(() -> ledger.reserve(pending, budgetReservation));
        opened.ifPresent(record -> tries.run(() -> ledger.budgetStatus(record, budgetReservation)));
        UsageRecord unconfirmed = ledger.withoutReserving(pending, budgetReservation);
        if (opened.isPresent() || allow) {
            settle(ledger, opened.orElse(unconfirmed));
        } else {
            withdrawn = tries.run(() -> ledger.withdraw(BudgetFixture.settled(unconfirmed, Cost.Priced.NOTHING)));
        }
    }

    private void settle(DynamoUsageLedger ledger, UsageRecord record) {
        served = true;
        ledger.settle(BudgetFixture.settled(record, BudgetFixture.cost(700)));
    }

    @Override
    public void check(StepOutcomes tries) {
        unwritten.close();
        if (withdrawn) {
            assertThat(record().get("status").s()).isEqualTo(UsageRow.SETTLED);
            requireFold();
        }
        clock.pass(Duration.ofMinutes(12));
        BudgetFixture.stalePendingRecord(tables, pending)
                .ifPresent(new DynamoStalePendingRecords(tables.client(), tables.config(), clock)::abandon);
        List<String> lines = unwritten.of(pending.requestId());
        assertThat(lines).hasSizeLessThanOrEqualTo(1);
        lines.forEach(this::putBack);
        if (served) {
            assertThat(record().get("status").s()).isEqualTo(UsageRow.SETTLED);
        }
        requireFold();
    }

    /** As {@code tollgate replay} does. A line whose record is there after all changes nothing. */
    private void putBack(String line) {
        try {
            new UnwrittenRecords(tables.client(), tables.config()).write(new ObjectMapper().readTree(line));
        } catch (JsonProcessingException notJson) {
            throw new AssertionError("not JSON: " + line, notJson);
        }
    }

    /** The budgets hold what the one record says, if there is one, and nothing is set aside any more. */
    private void requireFold() {
        Map<String, AttributeValue> record = record();
        List<String> counted = UsageRow.requestHold(record).budgets();
        long spent = served && record.get("status").s().equals(UsageRow.SETTLED) ? 700 : 0;
        for (BudgetPeriod budgetPeriod : budgetPeriods) {
            for (int shard = 0; shard < budgetPeriod.shards(); shard++) {
                String name = BudgetItem.name(budgetPeriod, shard);
                Map<String, AttributeValue> budget =
                        item(tables.config().tables().counters(), BudgetItem.key(name));
                assertThat(micros(budget, "committed_micros")).as(name).isEqualTo(counted.contains(name) ? spent : 0);
                assertThat(micros(budget, "reserved_micros")).as(name).isZero();
            }
        }
    }

    private static long micros(Map<String, AttributeValue> budget, String column) {
        AttributeValue value = budget.get(column);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    private Map<String, AttributeValue> record() {
        return item(tables.config().tables().usage(), AttributeValues.of(UsageKey.of(pending)));
    }

    private Map<String, AttributeValue> item(String table, Map<String, AttributeValue> key) {
        return tables.client()
                .getItem(request -> request.tableName(table).key(key).consistentRead(true))
                .item();
    }
}
