package dev.tollgate.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Runs work for which no caller waits, but which ends before its call is settled: after that, Lambda freezes all
 * threads.
 */
final class BackgroundWork {
    private static final Logger LOG = Logger.getLogger(BackgroundWork.class);

    private final Executor threads;
    private final Map<Object, CompletableFuture<?>> inProgress = new ConcurrentHashMap<>();

    BackgroundWork(Executor threads) {
        this.threads = threads;
    }

    /** Starts the work and returns. */
    void run(Runnable work) {
        track(CompletableFuture.runAsync(work, threads));
    }

    /** The result of the work, or false if it takes longer than this. The work goes on either way. */
    boolean within(Duration limit, BooleanSupplier work) {
        CompletableFuture<Boolean> result = CompletableFuture.supplyAsync(work::getAsBoolean, threads);
        track(result);
        return result.copy()
                .completeOnTimeout(false, limit.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> false)
                .join();
    }

    /** Waits for everything that was started before. */
    void settle() {
        inProgress.values().forEach(CompletableFuture::join);
    }

    private void track(CompletableFuture<?> work) {
        Object ticket = new Object();
        CompletableFuture<?> ended = work.handle((_, bug) -> {
            inProgress.remove(ticket);
            if (bug != null) {
                LOG.error("the health of targets could not be recorded; calls go on without it", bug);
            }
            return null;
        });
        inProgress.put(ticket, ended);
        if (ended.isDone()) {
            inProgress.remove(ticket);
        }
    }
}
