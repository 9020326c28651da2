package dev.tollgate.lambda;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes connections whose writes hang, because a write to a plain socket has no timeout. */
final class WriteWatchdog {
    private final ScheduledThreadPoolExecutor timer;

    WriteWatchdog() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("watch").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Closes the writer after this time, unless the caller cancels the returned future before. */
    Future<?> closeAfter(Duration time, LambdaResponseWriter writer) {
        return timer.schedule(writer::close, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
