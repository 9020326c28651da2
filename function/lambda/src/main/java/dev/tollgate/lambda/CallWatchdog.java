package dev.tollgate.lambda;

import dev.tollgate.process.FatalErrors;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Ends calls that take too long, and closes connections whose writes hang: a write to a plain socket has no timeout.
 *
 * <p>A call begins and ends a watch without waking its thread. That one wakes when the earliest watch that it knew of would end, and
 * looks again.
 */
final class CallWatchdog {
    private static final Logger LOG = Logger.getLogger(CallWatchdog.class);
    private static final long LONGEST_SLEEP_NANOS = TimeUnit.HOURS.toNanos(1);

    private final FatalErrors fatalErrors;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread = Thread.ofPlatform().daemon().name("watch").unstarted(this::watch);
    private volatile long wakesAt = System.nanoTime();

    private CallWatchdog(FatalErrors fatalErrors) {
        this.fatalErrors = fatalErrors;
    }

    /** A watchdog without watches. */
    static CallWatchdog start(FatalErrors fatalErrors) {
        CallWatchdog watchdog = new CallWatchdog(fatalErrors);
        watchdog.thread.start();
        return watchdog;
    }

    /** Something that must end in time. */
    final class Watch implements AutoCloseable {
        private final long endsAt;
        private final Runnable action;

        private Watch(long endsAt, Runnable action) {
            this.endsAt = endsAt;
            this.action = action;
        }

        /** It has ended. */
        @Override
        public void close() {
            watches.remove(this);
        }
    }

    /** Runs this after a time, unless the watch is closed before. It must not block. */
    Watch after(Duration time, Runnable action) {
        Watch watch = new Watch(System.nanoTime() + time.toNanos(), action);
        watches.add(watch);
        if (watch.endsAt - wakesAt < 0) {
            LockSupport.unpark(thread);
        }
        return watch;
    }

    private void watch() {
        while (true) {
            long now = System.nanoTime();
            runOverdue(now);
            // Written before the look for the earliest: a watch that comes later sees it, and one that came earlier is
            // seen.
            wakesAt = now + LONGEST_SLEEP_NANOS;
            wakesAt = earliest(now);
            LockSupport.parkNanos(this, wakesAt - System.nanoTime());
        }
    }

    private void runOverdue(long now) {
        List<Watch> overdue =
                watches.stream().filter(watch -> watch.endsAt - now <= 0).toList();
        for (Watch watch : overdue) {
            if (watches.remove(watch)) {
                run(watch.action);
            }
        }
    }

    /** The thread must survive: it watches all other calls, too. */
    private void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error failed) {
            fatalErrors.note(failed);
            LOG.error("A call that takes too long could not be ended", failed);
        }
    }

    private long earliest(long now) {
        long earliest = now + LONGEST_SLEEP_NANOS;
        for (Watch watch : watches) {
            earliest = watch.endsAt - earliest < 0 ? watch.endsAt : earliest;
        }
        return earliest;
    }
}
