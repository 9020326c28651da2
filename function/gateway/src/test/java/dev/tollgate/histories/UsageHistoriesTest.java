package dev.tollgate.histories;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The law that people bill by: for any history, the usage records, the budgets' counters and the sums that are shown say what
 * the providers have billed, to the micro-dollar. {@code make usage-histories} tries many more histories, or one of them again.
 */
final class UsageHistoriesTest {
    private static final long FIRST = Long.getLong("histories.seed", 1);
    private static final int HISTORIES = Integer.getInteger("histories.count", 20);
    private static final int REQUESTS = 40;

    /** They wait for hanging providers most of the time. */
    private static final int ABREAST = 4;

    @Test
    void theBooksSayWhatWasBilled() throws Exception {
        List<Callable<UsageHistory.End>> histories = LongStream.range(FIRST, FIRST + HISTORIES)
                .mapToObj(seed -> (Callable<UsageHistory.End>) () -> UsageHistory.of(seed, REQUESTS))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(ABREAST)) {
            List<UsageHistory.End> broken = threads.invokeAll(histories).stream()
                    .map(UsageHistoriesTest::end)
                    .filter(end -> !end.broken().isEmpty())
                    .toList();
            if (!broken.isEmpty()) {
                List<Long> seeds = broken.stream().map(UsageHistory.End::seed).toList();
                fail("Broken in the histories " + seeds + ". " + shortest(broken.getFirst()));
            }
        }
    }

    private static UsageHistory.End end(Future<UsageHistory.End> history) {
        if (history.state() == Future.State.FAILED) {
            throw new AssertionError("a history could not be played to its end", history.exceptionNow());
        }
        return history.resultNow();
    }

    /** The same with fewer requests, where it breaks so, too: chance decides only what the seed does not. */
    private static UsageHistory.End shortest(UsageHistory.End broken) throws Exception {
        for (int requests : List.of(2, 4, 8, 16, 32)) {
            UsageHistory.End end = UsageHistory.of(broken.seed(), requests);
            if (!end.broken().isEmpty()) {
                return end;
            }
        }
        return broken;
    }
}
