package dev.tollgate.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Ends what hangs: a write to a plain socket knows no time-out. */
final class WriteWatchdog {
    private static final Logger LOG = Logger.getLogger(WriteWatchdog.class);

    private final ScheduledThreadPoolExecutor timer;

    WriteWatchdog() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("watch").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Closes it when this time has passed, unless what is returned is cancelled before. */
    Future<?> closeAfter(Duration time, LambdaResponseWriter lambdaResponseWriter) {
        return timer.schedule(() -> close(lambdaResponseWriter), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(LambdaResponseWriter lambdaResponseWriter) {
        try {
            lambdaResponseWriter.close();
        } catch (IOException closedAlready) {
            LOG.debug("closed already", closedAlready);
        }
    }
}
