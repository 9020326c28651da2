package dev.tollgate.store;

import static dev.tollgate.store.BudgetFixture.budgetPeriod;
import static dev.tollgate.store.BudgetFixture.cost;
import static dev.tollgate.store.BudgetFixture.pending;
import static dev.tollgate.store.BudgetFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.store.BudgetFixture.Counted;
import dev.tollgate.store.UnwrittenRecords.Replayed;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the log holds of a settlement that DynamoDB did not take, and how it comes back. */
class UnwrittenRecordsTest {
    private static final Replayed WRITTEN = new Replayed("ada", LocalDate.parse("2040-01-01"), true);
    private static final Replayed DONE = new Replayed("ada", LocalDate.parse("2040-01-01"), false);

    private final BudgetFixture tables = new BudgetFixture();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final DynamoUsageLedger ledger = tables.environment(clock);
    private final UnwrittenRecords unwritten = tables.unwritten();

    @Test
    void theTableAndItsBudgetsAreAsIfItHadBeenWrittenAtOnce() {
        UsageRecord written = ledger.reserve(pending(), budgetReservation());
        UsageRecord lost = ledger.reserve(pending(), budgetReservation());
        ledger.settle(settled(written, cost(120)));

        assertThat(unwritten.write(line(settled(lost, cost(120))))).isEqualTo(WRITTEN);
        assertThat(tables.counters()).as("until the sweep").isEqualTo(Map.of("BUDGET#ada#0", new Counted(540, 300)));
        sweep(lost);

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(240, 0)));
        assertThat(tables.counters()).isEqualTo(tables.fold());
        assertThat(tables.records())
                .map(UnwrittenRecordsTest::withoutItsId)
                .containsOnly(withoutItsId(tables.records().getFirst()));
    }

    @Test
    void aLineReplayedTwiceCountsOnce() {
        UsageRecord opened = ledger.reserve(pending(), budgetReservation());
        JsonNode line = line(settled(opened, cost(120)));

        assertThat(unwritten.write(line)).isEqualTo(WRITTEN);
        sweep(opened);
        List<Map<String, AttributeValue>> once = tables.records();
        assertThat(unwritten.write(line)).isEqualTo(DONE);

        assertThat(tables.records()).isEqualTo(once);
        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
    }

    @Test
    void whatASweepHasGivenBackIsTakenAfterAll() {
        UsageRecord opened = ledger.reserve(pending(), budgetReservation());
        sweep(opened);

        assertThat(unwritten.write(line(settled(opened, cost(120))))).isEqualTo(WRITTEN);

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
        assertThat(tables.records()).singleElement().satisfies(record -> assertThat(record)
                .doesNotContainKeys("unpriced", "pending"));
    }

    @Test
    void aLineOfAVersionWithoutPartitionsSettlesItsPendingRecord() {
        UsageRecord opened = pending().holding(List.of("BUDGET#ada#0"), 300);
        OlderVersion.writePending(tables.local(), opened);
        ObjectNode line = line(settled(opened, cost(120)));
        line.put("pk", "KEY#ada#2040-01");

        assertThat(unwritten.write(line)).isEqualTo(WRITTEN);
        assertThat(unwritten.write(line)).isEqualTo(DONE);

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
        assertThat(tables.records()).singleElement().satisfies(record -> assertThat(record)
                .containsEntry("pk", AttributeValue.fromS("KEY#ada#2040-01"))
                .containsEntry("status", AttributeValue.fromS("settled"))
                .doesNotContainKeys("pending", "held"));
    }

    @Test
    void aRecordThatWasNeverOpenedIsWritten() {
        UsageRecord unopened = ledger.withoutReserving(pending(), budgetReservation());

        assertThat(unwritten.write(line(settled(unopened, cost(120))))).isEqualTo(WRITTEN);

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
        assertThat(tables.counters()).isEqualTo(tables.fold());
    }

    @Test
    void theRecordSaysWhenItWasSettledAndNotWhenItCameBack() {
        ObjectNode line = line(settled(pending(), new Cost.Unpriced()));
        line.put("column_of_tomorrow", 7);

        unwritten.write(line);

        assertThat(tables.records()).singleElement().satisfies(record -> {
            assertThat(record.get("settled_at").s()).isEqualTo("2040-01-01T12:00:00.000Z");
            assertThat(record.get("column_of_tomorrow").n()).isEqualTo("7");
            assertThat(record.get("unpriced").bool()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"pk", "sk", "key_id", "request_id", "accepted_at", "status", "outcome", "total_tokens"})
    void aLineThatLacksAColumnIsRejected(String column) {
        rejected(line -> line.remove(column), column + " is missing");
    }

    @Test
    void aLineThatContradictsItselfIsRejected() {
        UsageRecord record = pending();
        rejected(
                line(settled(record, cost(120))).put("pk", "KEY#bob#2040-01"),
                "pk is KEY#bob#2040-01, but the other columns say "
                        + UsageKey.of(record).get("pk"));
        rejected(line -> line.put("status", "pending"), "status is not settled");
        rejected(line -> line.put("cost_micros", -1), "cost_micros is negative");
        rejected(line -> line.put("unpriced", true), "the record is unpriced, but has a cost");
        rejected(line -> line.put("accepted_at", "today"), "accepted_at is not an instant: today");
        rejected(line -> line.putArray("budgets").add("KEY#bob"), "budgets contains something else");
        rejected(line -> line.put("pending", "3"), "it belongs to a pending record");
        rejected(line -> line.put("a b", 1), "not the name of a column: a b");
        rejected(line -> line.put("note", 1.5), "a column cannot contain 1.5");
        rejected(line -> line.put("total_ms", 1.5), "total_ms is missing");
        rejected(line -> line.put("attempts", 1), "attempts is not a list");
        rejected(line -> line.putArray("attempts").add(1), "attempts[0] is not an attempt");
        rejected(line -> line.put("total_tokens", 7), "total_tokens is 7, but the sum of prompt and completion is 2");
        rejected(line -> line.putArray("attempts"), "prompt_tokens is 1, but the sum of its attempts is 0");

        assertThat(tables.records()).isEmpty();
    }

    @Test
    void aLineThatIsNotTheSumOfItsAttemptsIsRejected() {
        rejectedAttempt(
                attempt -> attempt.put("total_tokens", 7),
                "attempts[0].total_tokens is 7, but the sum of prompt and completion is 2");
        rejectedAttempt(
                attempt -> attempt.put("total_tokens", 3).put("prompt_tokens", 2),
                "prompt_tokens is 1, but the sum of its attempts is 2");
        rejectedAttempt(
                attempt -> attempt.put("cached_tokens", 1), "cached_tokens is 0, but the sum of its attempts is 1");
        rejectedAttempt(
                attempt -> attempt.put("cost_micros", 5), "cost_micros is 120, but the sum of its attempts is 5");
        rejectedAttempt(
                attempt -> attempt.put("charge_micros", 5), "charge_micros is 120, but the sum of its attempts is 5");
        rejectedAttempt(attempt -> attempt.remove("charge_micros"), "attempts[0].charge_micros is missing");
        rejectedAttempt(attempt -> attempt.put("unpriced", true), "attempts[0] is unpriced, but has a cost");
        rejectedAttempt(
                attempt -> attempt.put("unpriced", true).remove(List.of("cost_micros", "charge_micros")),
                "an attempt is unpriced, but the record is not");

        assertThat(tables.records()).isEmpty();
    }

    /** A failed attempt may have no usage. */
    @Test
    void attemptsThatUsedNothingHaveNoNumbers() {
        ObjectNode line = line(settled(pending(), cost(120)));
        line.withArray("attempts")
                .addObject()
                .put("provider", "a")
                .put("model", "b")
                .put("error", "no")
                .put("ms", 3);

        assertThat(unwritten.write(line)).isEqualTo(WRITTEN);
    }

    private static Map<String, AttributeValue> withoutItsId(Map<String, AttributeValue> record) {
        Map<String, AttributeValue> columns = new HashMap<>(record);
        columns.keySet().removeAll(Set.of("pk", "sk", "request_id", "reserved_micros"));
        return columns;
    }

    private void rejected(Consumer<ObjectNode> change, String why) {
        ObjectNode line = line(settled(pending(), cost(120)));
        change.accept(line);
        rejected(line, why);
    }

    private void rejected(JsonNode line, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> unwritten.write(line))
                .withMessage(why);
    }

    private void rejectedAttempt(Consumer<ObjectNode> change, String why) {
        rejected(line -> change.accept((ObjectNode) line.get("attempts").get(0)), why);
    }

    private static BudgetReservation budgetReservation() {
        return new BudgetReservation(List.of(budgetPeriod("ada", 1_000, true, 1)), 300);
    }

    private void sweep(UsageRecord opened) {
        tables.leftovers(clock).abandon(tables.stalePendingRecord(opened));
    }

    private ObjectNode line(UsageRecord settled) {
        try {
            return (ObjectNode) new ObjectMapper()
                    .readTree(SettledRow.of(settled, clock.instant()).line());
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
