package dev.tollgate.server;

import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Something that is done again and again while the server runs, on a thread of its own. */
final class RecurringJob {
    private static final Logger LOG = Logger.getLogger(RecurringJob.class);

    /** DynamoDB's client gives up sooner. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Duration every;
    private final Work work;
    private final Clock clock;
    private final Thread thread;
    private volatile boolean ending;

    /** What is done, and when it must be over. */
    interface Work {
        void until(Instant next) throws InterruptedException;
    }

    RecurringJob(String name, Duration every, Work work, Clock clock) {
        this.name = name;
        this.every = every;
        this.work = work;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::doAgainAndAgain);
    }

    /** The first time is at once: the server may have been started because one died. */
    void begin() {
        thread.start();
    }

    private void doAgainAndAgain() {
        try {
            while (!ending) {
                Instant next = clock.instant().plus(every);
                doOnce(next);
                Duration rest = Duration.between(clock.instant(), next);
                Thread.sleep(rest.isNegative() ? Duration.ZERO : rest);
            }
        } catch (InterruptedException toldToEnd) {
            LOG.debugf(toldToEnd, "no more of the %s", name);
        }
    }

    private void doOnce(Instant next) throws InterruptedException {
        try {
            work.until(next);
        } catch (GatewayException failure) {
            if (!ending) {
                LOG.errorf(failure, "The %s failed; trying again in %s", name, every);
            }
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "The %s failed in the gateway itself; trying again in %s", name, every);
        }
    }

    /** What it is at is left to the next one. */
    void end() throws InterruptedException {
        ending = true;
        thread.interrupt();
        if (thread.getState() != Thread.State.NEW && !thread.join(LONGEST_STOP)) {
            LOG.warnf("The %s did not end in time", name);
        }
    }
}
