package dev.tollgate.store;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Runs many steps that wait for DynamoDB, some at the same time. */
public final class ParallelCalls {
    /** Below the connections of DynamoDB's client. */
    private static final int AT_ONCE = 32;

    private ParallelCalls() {}

    /** Runs a step for each of them, and throws what the first failing one throws. */
    public static <T> void each(List<T> all, Consumer<T> step) {
        Semaphore slots = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = all.stream()
                    .<Future<?>>map(one -> threads.submit(() -> {
                        slots.acquireUninterruptibly();
                        try {
                            step.accept(one);
                        } finally {
                            slots.release();
                        }
                    }))
                    .toList();
            for (Future<?> one : running) {
                await(one, threads);
            }
        }
    }

    private static void await(Future<?> one, ExecutorService threads) {
        try {
            one.get();
        } catch (ExecutionException failed) {
            threads.shutdownNow();
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", stopped);
        }
    }
}
