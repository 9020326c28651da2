package dev.tollgate.store;

import static dev.tollgate.store.BudgetFixture.budgetPeriod;
import static dev.tollgate.store.BudgetFixture.cost;
import static dev.tollgate.store.BudgetFixture.pending;
import static dev.tollgate.store.BudgetFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.BatchHold;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.store.BudgetFixture.Counted;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

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

    private BatchHold created(long micros) {
        DynamoUsageLedger ledger = tables.unhurried(clock);
        UsageRecord reserved =
                ledger.reserve(pending(), new BudgetReservation(List.of(budgetPeriod("ada", 10_000, true, 1)), micros));
        return BatchHold.of("batch_1", reserved, ledger.handOver(reserved));
    }

    private void record(BatchHold hold) {
        DynamoUsageLedger ledger = tables.unhurried(clock);
        ledger.settle(settled(hold.line("a"), cost(50)));
        ledger.settle(settled(hold.line("b"), cost(70)));
        ledger.settle(settled(hold.creation(), cost(0)), hold.reservation());
    }
}
