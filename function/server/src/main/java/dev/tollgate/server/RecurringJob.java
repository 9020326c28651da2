package dev.tollgate.server;

import dev.tollgate.openai.FailureText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.FatalErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** A job that repeats while the server runs, on its own thread. */
final class RecurringJob {
    private static final Logger LOG = Logger.getLogger(RecurringJob.class);

    /** Longer than the timeouts of DynamoDB's client. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final Duration every;
    private final Work work;
    private final FatalErrors fatalErrors;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean stopping;

    /** One run of a job, which must end at a given time. */
    interface Work {
        void runUntil(Instant next) throws InterruptedException;
    }

    RecurringJob(String name, Duration every, Work work, FatalErrors fatalErrors, Clock clock) {
        this.name = name;
        this.every = every;
        this.work = work;
        this.fatalErrors = fatalErrors;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
    }

    /** Starts the first run at once, because an earlier server may have died and left work. */
    void start() {
        thread.start();
    }

    private void repeat() {
        try {
            while (!stopping) {
                Instant next = clock.instant().plus(every);
                runOnce(next);
                Duration rest = Duration.between(clock.instant(), next);
                Thread.sleep(rest.isNegative() ? Duration.ZERO : rest);
            }
        } catch (InterruptedException stopped) {
            LOG.debugf(stopped, "The %s stopped", name);
        }
    }

    private void runOnce(Instant next) throws InterruptedException {
        try {
            work.runUntil(next);
        } catch (GatewayException failure) {
            if (!stopping) {
                LOG.errorf(
                        FailureText.bug(failure),
                        "The %s failed; trying again in %s: %s",
                        name,
                        every,
                        FailureText.line(failure));
            }
        } catch (RuntimeException | Error bug) {
            fatalErrors.note(bug);
            LOG.errorf(bug, "The %s failed in the gateway itself; trying again in %s", name, every);
        }
    }

    /** Interrupts the current run. The next server does the rest of its work. */
    void stop() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        if (thread.getState() != Thread.State.NEW && !thread.join(STOP_TIMEOUT)) {
            LOG.warnf("The %s did not stop in time", name);
        }
    }
}
