package dev.tollgate.jobs;

import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.StalePendingRecords;
import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes the records of requests whose environment died. A sweep runs every minute, for as long as something is due before the
 * next one. Any number may run at the same time, and each may end anywhere: the next one finds what it leaves.
 */
@ApplicationScoped
public class PendingSweep {
    private static final Logger LOG = Logger.getLogger(PendingSweep.class);

    /** How often a sweep starts. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    /** A live environment ends its call at the deadline, and then needs a moment to settle it. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** Between two passes of one sweep. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    /** After this many failures the store is down; the next sweep tries again. */
    static final int MOST_FAILURES = 10;

    private final StalePendingRecords records;
    private final SweepLog log;
    private final Clock clock;
    private final Pause pause;

    @Inject
    PendingSweep(StalePendingRecords records, SweepLog log, Clock clock) {
        this(records, log, clock, Thread::sleep);
    }

    /** For tests, which do not sleep. */
    PendingSweep(StalePendingRecords records, SweepLog log, Clock clock, Pause pause) {
        this.records = records;
        this.log = log;
        this.clock = clock;
        this.pause = pause;
    }

    /** How a sweep waits. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /**
     * Sweeps once, and writes one line to the log.
     *
     * @param until when it must be over; the next sweep does the rest
     * @throws GatewayException {@code STORE_UNAVAILABLE} if the pending records cannot be read
     */
    public void run(Instant until) throws InterruptedException {
        Progress progress = new Progress(clock.instant());
        try {
            pass(until, progress);
            while (progress.soon()
                    && !progress.hopeless()
                    && clock.instant().plus(PAUSE).isBefore(until)) {
                pause.of(PAUSE);
                pass(until, progress);
            }
        } finally {
            log.write(progress.report(clock.instant()));
        }
    }

    private void pass(Instant until, Progress progress) {
        Instant now = clock.instant();
        progress.passStarted();
        records.forEachBefore(now.plus(EVERY), pending -> {
            boolean due = pending.deadline().plus(GRACE).isBefore(now);
            boolean goOn = clock.instant().isBefore(until) && !progress.hopeless();
            if (!due) {
                progress.notYet();
            } else if (goOn) {
                close(pending, progress);
            } else {
                progress.left(pending);
            }
            return goOn;
        });
        progress.passEnded();
    }

    /** A record that cannot be closed must not keep the others open. */
    private void close(StalePendingRecord pending, Progress progress) {
        try {
            if (records.abandon(pending)) {
                progress.closed();
            }
        } catch (GatewayException failure) {
            LOG.warnf(
                    FailureText.bug(failure),
                    "The pending record %s was not closed: %s",
                    pending.sk(),
                    FailureText.line(failure));
            progress.failed(pending);
        }
    }

    /** What a sweep has done so far. */
    private static final class Progress {
        private final Instant startedAt;
        private int closed;
        private int failed;
        private boolean soon;
        private boolean whole;
        private @Nullable Instant oldest;

        Progress(Instant startedAt) {
            this.startedAt = startedAt;
        }

        void passStarted() {
            soon = false;
            whole = false;
            oldest = null;
        }

        void passEnded() {
            whole = true;
        }

        void notYet() {
            soon = true;
        }

        void closed() {
            closed++;
        }

        void failed(StalePendingRecord pending) {
            failed++;
            left(pending);
        }

        void left(StalePendingRecord pending) {
            if (oldest == null || pending.deadline().isBefore(oldest)) {
                oldest = pending.deadline();
            }
        }

        boolean soon() {
            return soon;
        }

        boolean hopeless() {
            return failed >= MOST_FAILURES;
        }

        SweepReport report(Instant now) {
            Duration overdue = oldest == null ? Duration.ZERO : Duration.between(oldest, now);
            return new SweepReport(startedAt, Duration.between(startedAt, now), closed, failed, whole ? overdue : null);
        }
    }
}
