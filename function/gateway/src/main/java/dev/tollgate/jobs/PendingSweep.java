package dev.tollgate.jobs;

import dev.tollgate.bill.StalePendingRecord;
import dev.tollgate.bill.StalePendingRecords;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Closes the records of requests whose environment died: a sweep every minute, for as long as something is due before
 * the next one. Any number may run at the same time, and each may end anywhere: what one leaves, the next one finds.
 */
@ApplicationScoped
public class PendingSweep {
    private static final Logger LOG = Logger.getLogger(PendingSweep.class);

    /** How often a sweep is to begin. */
    public static final Duration EVERY = Duration.ofMinutes(1);

    /** An environment that lives ends its call at the deadline, and then needs a moment to settle it. */
    static final Duration GRACE = Duration.ofSeconds(10);

    /** Between two looks of one sweep. */
    static final Duration PAUSE = Duration.ofSeconds(15);

    /** After so many failures the store is not there; the next sweep tries again. */
    static final int MOST_FAILURES = 10;

    private final StalePendingRecords stalePendingRecords;
    private final SweepLog log;
    private final Clock clock;
    private final Pause pause;

    @Inject
    PendingSweep(StalePendingRecords stalePendingRecords, SweepLog log, Clock clock) {
        this(stalePendingRecords, log, clock, Thread::sleep);
    }

    /** For tests, which do not sleep. */
    PendingSweep(StalePendingRecords stalePendingRecords, SweepLog log, Clock clock, Pause pause) {
        this.stalePendingRecords = stalePendingRecords;
        this.log = log;
        this.clock = clock;
        this.pause = pause;
    }

    /** Waits. */
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    /**
     * Sweeps once, and writes one line to the log.
     *
     * @param until when it must be over; what is left then is left to the next one
     * @throws GatewayException {@code STORE_UNAVAILABLE} where it cannot be told what is pending
     */
    public void run(Instant until) throws InterruptedException {
        Tally tally = new Tally(clock.instant());
        try {
            look(until, tally);
            while (tally.soon()
                    && !tally.hopeless()
                    && clock.instant().plus(PAUSE).isBefore(until)) {
                pause.of(PAUSE);
                look(until, tally);
            }
        } finally {
            log.write(tally.report(clock.instant()));
        }
    }

    private void look(Instant until, Tally tally) {
        Instant now = clock.instant();
        tally.look();
        stalePendingRecords.before(now.plus(EVERY), stalePendingRecord -> {
            boolean due = stalePendingRecord.deadline().plus(GRACE).isBefore(now);
            boolean goOn = clock.instant().isBefore(until) && !tally.hopeless();
            if (!due) {
                tally.notYet();
            } else if (goOn) {
                close(stalePendingRecord, tally);
            } else {
                tally.left(stalePendingRecord);
            }
            return goOn;
        });
        tally.looked();
    }

    /** One record that cannot be closed must not keep the others from it. */
    private void close(StalePendingRecord stalePendingRecord, Tally tally) {
        try {
            if (stalePendingRecords.abandon(stalePendingRecord)) {
                tally.closed();
            }
        } catch (GatewayException failure) {
            LOG.warnf(failure.getCause(), "The pending record %s was not closed", stalePendingRecord.sk());
            tally.failed(stalePendingRecord);
        }
    }

    /** What a sweep has done so far. */
    private static final class Tally {
        private final Instant begun;
        private int closed;
        private int failed;
        private boolean soon;
        private boolean whole;
        private Instant oldest;

        Tally(Instant begun) {
            this.begun = begun;
        }

        void look() {
            soon = false;
            whole = false;
            oldest = null;
        }

        void looked() {
            whole = true;
        }

        void notYet() {
            soon = true;
        }

        void closed() {
            closed++;
        }

        void failed(StalePendingRecord stalePendingRecord) {
            failed++;
            left(stalePendingRecord);
        }

        void left(StalePendingRecord stalePendingRecord) {
            if (oldest == null || stalePendingRecord.deadline().isBefore(oldest)) {
                oldest = stalePendingRecord.deadline();
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
            return new SweepReport(begun, Duration.between(begun, now), closed, failed, whole ? overdue : null);
        }
    }
}
