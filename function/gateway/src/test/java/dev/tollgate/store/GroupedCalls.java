package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Calls of one process that are accepted at the same time, and settled at the same time; then others, in their places. */
final class GroupedCalls implements StoreOperation {
    private static final int AT_ONCE = 4;

    private final LocalTables tables;
    private final String key = UUID.randomUUID().toString();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final UnwrittenLines unwritten = new UnwrittenLines();
    private final List<UsageRecord> first = calls("batch_1");
    private final List<UsageRecord> second = calls(null);

    GroupedCalls(LocalTables tables) {
        this.tables = tables;
    }

    private List<UsageRecord> calls(String batch) {
        return Stream.generate(() -> call(batch)).limit(AT_ONCE).toList();
    }

    private UsageRecord call(String batch) {
        return new UsageRecord(
                "req_" + UUID.randomUUID(),
                key,
                BudgetFixture.ACCEPTED,
                BudgetFixture.ACCEPTED.plusSeconds(600),
                "fast",
                Map.of(),
                false,
                RequestHold.NONE,
                batch,
                null);
    }

    @Override
    public void run(DynamoDbClient client, StepOutcomes tries) {
        SimultaneousCalls calls = new SimultaneousCalls(client, tables, clock);
        for (List<UsageRecord> round : List.of(first, second)) {
            calls.run(round.stream()
                    .<Runnable>map(call -> () -> tries.run(() -> calls.ledger().writePending(call)))
                    .toList());
            // Also those that could not be accepted: the provider may have received their requests.
            calls.run(round.stream()
                    .<Runnable>map(call -> () -> calls.ledger().settle(settled(call)))
                    .toList());
        }
    }

    private static UsageRecord settled(UsageRecord call) {
        return BudgetFixture.settled(call, BudgetFixture.cost(700));
    }

    @Override
    public void check(StepOutcomes tries) {
        unwritten.close();
        clock.pass(Duration.ofMinutes(12));
        List<UsageRecord> all = Stream.of(first, second).flatMap(List::stream).toList();
        DynamoStalePendingRecords sweep = new DynamoStalePendingRecords(tables.client(), tables.config(), clock);
        all.forEach(call -> BudgetFixture.stalePendingRecord(tables, call).ifPresent(sweep::abandon));
        all.forEach(this::putBack);
        assertThat(records())
                .extracting(record -> record.get("request_id").s(), record -> record.get("status")
                        .s())
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .map(call -> tuple(call.requestId(), UsageRow.SETTLED))
                        .toList());
    }

    /** As {@code tollgate replay} does, for a record that is in the log only. */
    private void putBack(UsageRecord call) {
        List<String> lines = unwritten.of(call.requestId());
        assertThat(lines).hasSizeLessThanOrEqualTo(1);
        UnwrittenRecords replay = new UnwrittenRecords(tables.client(), tables.config());
        lines.forEach(line -> {
            try {
                replay.write(new ObjectMapper().readTree(line));
            } catch (JsonProcessingException notJson) {
                throw new AssertionError("not JSON: " + line, notJson);
            }
        });
    }

    private List<Map<String, AttributeValue>> records() {
        return tables
                .client()
                .scanPaginator(scan -> scan.tableName(tables.config().tables().usage()))
                .items()
                .stream()
                .filter(item -> item.get("pk").s().startsWith("KEY#" + key + "#"))
                .toList();
    }
}
