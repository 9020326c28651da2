package dev.tollgate.store;

import static dev.tollgate.store.BudgetFixture.budgetPeriod;
import static dev.tollgate.store.BudgetFixture.cost;
import static dev.tollgate.store.BudgetFixture.pending;
import static dev.tollgate.store.BudgetFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.bill.BatchHold;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.BudgetFixture.Counted;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One process creates a batch, and others record its lines, perhaps several at once. */
class BatchLedgerTest {
    private final BudgetFixture tables = new BudgetFixture();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);

    @Test
    void linesCountOnceAndAnyProcessReleasesTheHold() {
        BatchHold hold = created(1_000);
        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(1_000, 1_000)));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 3).forEach(_ -> threads.execute(() -> record(hold)));
        }

        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(120, 0)));
    }

    /** What is held must not be released for lines that are in a log only. */
    @Test
    void aLineThatCannotBeRecordedIsAFailure() {
        BatchHold hold = created(1_000);
        try (DynamoDbClient nobody = AwsClients.dynamoDb(URI.create("http://127.0.0.1:1"), ClientTimeouts.GATEWAY)) {
            DynamoUsageLedger cutOff = tables.environment(nobody, clock);

            assertThatThrownBy(() -> cutOff.record(settled(hold.line("a"), cost(50))))
                    .isInstanceOf(GatewayException.class);
        }
        assertThat(tables.counters()).isEqualTo(Map.of("BUDGET#ada#0", new Counted(1_000, 1_000)));
    }

    /** A run that starts again gets on: transactions on one budget take turns. */
    @Test
    void aLineThatIsRecordedAgainTakesNoTransaction() {
        assertRecordedAgainWithARead(created(1_000));
    }

    /** A conditional write that fails is paid, too. */
    @Test
    void aLineOfAKeyWithoutBudgetsThatIsRecordedAgainTakesNoWrite() {
        DynamoUsageLedger ledger = tables.unhurried(clock);
        UsageRecord free = pending();
        ledger.writePending(free);
        assertRecordedAgainWithARead(BatchHold.of("batch_1", free, ledger.handOver(free)));
    }

    private void assertRecordedAgainWithARead(BatchHold hold) {
        List<String> called = new ArrayList<>();
        DynamoUsageLedger ledger = tables.environment(noting(called), clock);
        ledger.record(settled(hold.line("a"), cost(50)));
        called.clear();

        ledger.record(settled(hold.line("a"), cost(50)));

        assertThat(called).containsExactly("getItem");
    }

    private DynamoDbClient noting(List<String> called) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    called.add(method.getName());
                    return method.invoke(tables.local().client(), arguments);
                });
    }

    private BatchHold created(long micros) {
        DynamoUsageLedger ledger = tables.unhurried(clock);
        UsageRecord reserved =
                ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 10_000, true, 1)), micros));
        return BatchHold.of("batch_1", reserved, ledger.handOver(reserved));
    }

    private void record(BatchHold hold) {
        DynamoUsageLedger ledger = tables.unhurried(clock);
        ledger.record(settled(hold.line("a"), cost(50)));
        ledger.record(settled(hold.line("b"), cost(70)));
        ledger.settle(settled(hold.creation(), cost(0)), hold.reservation());
    }
}
