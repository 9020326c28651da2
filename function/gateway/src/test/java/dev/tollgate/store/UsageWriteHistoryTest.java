package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.outage.FaultScript;
import dev.tollgate.outage.RequestFault;
import dev.tollgate.outage.TableRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Many calls of one process at the same time: whatever becomes of their groups, each has one record, and a place of its own. */
final class UsageWriteHistoryTest {
    private static final int AT_ONCE = 24;
    private static final int EACH = 8;

    private final FaultyTables store = new FaultyTables();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final DynamoUsageLedger ledger =
            new DynamoUsageLedger(store.longTimeouts(), store.tables().config(), clock);
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void eachCallHasOneRecordAndPlacesAreUsedAgain() {
        store.proxy().follow(FaultScript.WELL);

        callMany();

        assertThat(accepted).hasSize(AT_ONCE * EACH);
        assertOneRecordEach();
        assertThat(journal()).hasSizeLessThanOrEqualTo(AT_ONCE).allSatisfy(UsageWriteHistoryTest::assertComplete);
        assertThat(store.proxy().calls()).extracting(TableRequest::operation).contains("BatchExecuteStatement");
        assertThat(store.proxy().calls()).hasSizeLessThan(2 * AT_ONCE * EACH / 2);
    }

    /** Requests that never arrive, whose responses are lost, or that DynamoDB has no capacity for. */
    @Test
    void noFaultCostsOrDoublesARecord() {
        List<RequestFault> faults = List.of(RequestFault.LOST, RequestFault.THROTTLED, RequestFault.DROPPED);
        AtomicInteger calls = new AtomicInteger();
        store.proxy().follow(call -> {
            int number = calls.incrementAndGet();
            return number % 3 == 0 && call.attempt() == 1 ? faults.get(number / 3 % faults.size()) : RequestFault.NONE;
        });

        callMany();
        store.proxy().heal();

        assertThat(accepted).hasSize(AT_ONCE * EACH);
        assertOneRecordEach();
        assertThat(journal()).allSatisfy(UsageWriteHistoryTest::assertComplete);
    }

    /** A process that dies between the entries of a group and their records. */
    @Test
    void aSweepAbandonsEachCallOfAGroupOnce() {
        SimultaneousCalls dying = new SimultaneousCalls(store.longTimeouts(), store.tables(), clock);
        List<UsageRecord> calls =
                IntStream.range(0, 5).mapToObj(number -> call(number)).toList();
        dying.run(calls.stream()
                .<Runnable>map(call -> () -> dying.ledger().writePending(call))
                .toList());
        clock.pass(Duration.ofMinutes(12));
        DynamoStalePendingRecords sweep = new DynamoStalePendingRecords(
                store.tables().client(), store.tables().config(), clock);

        List<Boolean> abandoned = calls.stream()
                .map(call -> sweep.abandon(
                        BudgetFixture.stalePendingRecord(store.tables(), call).orElseThrow()))
                .toList();

        assertThat(abandoned).containsOnly(true);
        assertThat(records())
                .hasSize(5)
                .allSatisfy(record -> assertThat(record.get("status").s()).isEqualTo(UsageRow.ABANDONED));
        assertThat(journal()).isEmpty();
    }

    private void callMany() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, AT_ONCE)
                    .forEach(_ -> threads.execute(() -> IntStream.range(0, EACH).forEach(number -> {
                        UsageRecord call = call(number);
                        ledger.writePending(call);
                        accepted.add(call.requestId());
                        ledger.settle(BudgetFixture.settled(call, BudgetFixture.cost(1)));
                    })));
        }
    }

    /** Every other one says more than the one before, so that what stays in a place by mistake is seen. */
    private static UsageRecord call(int number) {
        boolean more = number % 2 == 0;
        return new UsageRecord(
                "req_" + UUID.randomUUID(),
                "ada",
                BudgetFixture.ACCEPTED,
                BudgetFixture.ACCEPTED.plusSeconds(600),
                more ? "more" : "less",
                Map.of(),
                false,
                RequestHold.NONE,
                more ? "batch_1" : null,
                null);
    }

    private void assertOneRecordEach() {
        assertThat(records())
                .extracting(record -> record.get("request_id").s())
                .containsExactlyInAnyOrderElementsOf(accepted);
    }

    /** All columns of an entry are of the same call. */
    private static void assertComplete(Map<String, AttributeValue> entry) {
        Set<String> expected =
                new HashSet<>(Set.of("pk", "sk", "number", "key_id", "request_id", "accepted_at", "alias", "streamed"));
        expected.addAll(Set.of("tags", "deadline"));
        if (entry.get("alias").s().equals("more")) {
            expected.add("batch");
        }
        assertThat(entry.keySet()).isEqualTo(expected);
    }

    private List<Map<String, AttributeValue>> records() {
        return items("KEY#");
    }

    private List<Map<String, AttributeValue>> journal() {
        return items("INFLIGHT#");
    }

    private List<Map<String, AttributeValue>> items(String partitions) {
        return store
                .tables()
                .client()
                .scanPaginator(
                        scan -> scan.tableName(store.tables().config().tables().usage()))
                .items()
                .stream()
                .filter(item -> item.get("pk").s().startsWith(partitions))
                .toList();
    }
}
