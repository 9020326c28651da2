package dev.tollgate.store;

import static dev.tollgate.store.BudgetFixture.budgetPeriod;
import static dev.tollgate.store.BudgetFixture.cost;
import static dev.tollgate.store.BudgetFixture.pending;
import static dev.tollgate.store.BudgetFixture.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.BudgetFixture.Counted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many requests at once, in two processes that share nothing but the tables. */
class DynamoBudgetContentionTest {
    private static final int THREADS = 8;
    private static final int TRIES = 25;

    private final BudgetFixture tables = new BudgetFixture();
    private final List<DynamoUsageLedger> processes =
            List.of(tables.unhurried(Clock.systemUTC()), tables.unhurried(Clock.systemUTC()));
    private final AtomicLong spent = new AtomicLong();
    private final AtomicLong granted = new AtomicLong();

    @Test
    void aHardBudgetIsNeverExceededAndTheCountersAreTheFoldOfTheRecords() throws Exception {
        BudgetPeriod key = budgetPeriod("ada", 20_000, true, 1);
        BudgetPeriod team = budgetPeriod("team", 30_000, true, 1);

        inThreads(thread -> ask(thread, List.of(key, team)));

        assertThat(tables.counters()).isEqualTo(tables.fold());
        assertThat(tables.counters().values()).allMatch(counted -> counted.committed() <= 20_000);
        assertThat(granted).hasPositiveValue();
    }

    @Test
    void afterSettlingTheCountersAreWhatWasSpent() throws Exception {
        BudgetPeriod wide = budgetPeriod("ada", Long.MAX_VALUE, true, 1);

        inThreads(thread -> {
            Random random = new Random(thread);
            DynamoUsageLedger ledger = processes.get(thread % processes.size());
            for (int i = 0; i < TRIES; i++) {
                UsageRecord opened = ledger.reserve(pending(), new BudgetReservation(List.of(wide), 1_000));
                long micros = random.nextLong(2_000);
                ledger.settle(settled(opened, cost(micros)));
                spent.addAndGet(micros);
            }
        });

        assertThat(tables.counters()).containsOnly(Map.entry("BUDGET#ada#0", new Counted(spent.get(), 0)));
    }

    @Test
    void shardsTogetherNeverHoldMoreThanTheLimit() throws Exception {
        BudgetPeriod sharded = budgetPeriod("ada", 20_000, true, 3);

        inThreads(thread -> ask(thread, List.of(sharded)));

        assertThat(tables.counters()).isEqualTo(tables.fold()).hasSize(3);
        assertThat(tables.counters().values().stream()
                        .mapToLong(Counted::committed)
                        .sum())
                .isLessThanOrEqualTo(20_000);
    }

    /** Some requests are settled, some die on the way; none costs more than its worst case. */
    private void ask(int thread, List<BudgetPeriod> budgetPeriods) {
        Random random = new Random(thread);
        DynamoUsageLedger ledger = processes.get(thread % processes.size());
        for (int i = 0; i < TRIES; i++) {
            long worst = 100 + random.nextLong(900);
            try {
                UsageRecord opened = ledger.reserve(pending(), new BudgetReservation(budgetPeriods, worst));
                granted.incrementAndGet();
                if (random.nextInt(5) > 0) {
                    ledger.settle(settled(opened, cost(random.nextLong(worst + 1))));
                }
            } catch (GatewayException refusal) {
                assertThat(refusal.kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
            }
        }
    }

    private interface Work {
        void of(int thread);
    }

    private static void inThreads(Work work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<? extends Future<?>> done = IntStream.range(0, THREADS)
                    .mapToObj(thread -> threads.submit(() -> work.of(thread)))
                    .toList();
            for (Future<?> one : done) {
                one.get();
            }
        }
    }
}
