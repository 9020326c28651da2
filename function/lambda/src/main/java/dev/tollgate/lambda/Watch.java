package dev.tollgate.lambda;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Ends what hangs: a write to a plain socket knows no time-out. */
final class Watch {
    private static final Logger LOG = Logger.getLogger(Watch.class);

    private final ScheduledThreadPoolExecutor timer;

    Watch() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("watch").factory());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Closes it when this time has passed, unless what is returned is cancelled before. */
    Future<?> closeAfter(Duration time, Delivery delivery) {
        return timer.schedule(() -> close(delivery), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(Delivery delivery) {
        try {
            delivery.close();
        } catch (IOException closedAlready) {
            LOG.debug("closed already", closedAlready);
        }
    }
}
