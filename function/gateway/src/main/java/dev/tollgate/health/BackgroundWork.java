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
 * Work that no caller waits for, and that is over when a call is settled: in Lambda a thread that is still under way then
 * freezes.
 */
final class BackgroundWork {
    private static final Logger LOG = Logger.getLogger(BackgroundWork.class);

    private final Executor threads;
    private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();

    BackgroundWork(Executor threads) {
        this.threads = threads;
    }

    /** Begins this and returns. */
    void run(Runnable work) {
        follow(CompletableFuture.runAsync(work, threads));
    }

    /** What came of it; false where that is not known in time. It goes on all the same. */
    boolean within(Duration patience, BooleanSupplier work) {
        CompletableFuture<Boolean> asked = CompletableFuture.supplyAsync(work::getAsBoolean, threads);
        follow(asked);
        return asked.copy()
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> false)
                .join();
    }

    /** Waits for all that was begun until now. */
    void settle() {
        underWay.values().forEach(CompletableFuture::join);
    }

    private void follow(CompletableFuture<?> work) {
        Object ticket = new Object();
        CompletableFuture<?> ended = work.handle((_, bug) -> {
            underWay.remove(ticket);
            if (bug != null) {
                LOG.error("the health of targets was not noted; calls go on without", bug);
            }
            return null;
        });
        underWay.put(ticket, ended);
        if (ended.isDone()) {
            underWay.remove(ticket);
        }
    }
}
