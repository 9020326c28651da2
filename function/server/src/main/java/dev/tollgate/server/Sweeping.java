package dev.tollgate.server;

import dev.tollgate.call.Sweep;
import dev.tollgate.openai.ChatFailure;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Sweeps every minute for as long as the server runs: a server has no schedule from outside, as the function has. */
@Singleton
final class Sweeping {
    private static final Logger LOG = Logger.getLogger(Sweeping.class);

    /** DynamoDB's client gives up sooner. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Sweep sweep;
    private final Clock clock;
    private final Thread thread = Thread.ofVirtual().name("sweep").unstarted(this::sweepAgainAndAgain);
    private volatile boolean ending;

    Sweeping(Sweep sweep, Clock clock) {
        this.sweep = sweep;
        this.clock = clock;
    }

    /** The first one begins at once: the server may have been started because one died. */
    void begin() {
        thread.start();
    }

    private void sweepAgainAndAgain() {
        try {
            while (!ending) {
                Instant next = clock.instant().plus(Sweep.EVERY);
                sweep(next);
                Duration rest = Duration.between(clock.instant(), next);
                Thread.sleep(rest.isNegative() ? Duration.ZERO : rest);
            }
        } catch (InterruptedException toldToEnd) {
            LOG.debug("no more sweeps", toldToEnd);
        }
    }

    private void sweep(Instant until) throws InterruptedException {
        try {
            sweep.run(until);
        } catch (ChatFailure failure) {
            if (!ending) {
                LOG.error("What is pending cannot be swept; trying again in a minute", failure);
            }
        } catch (RuntimeException bug) {
            LOG.error("A sweep failed in the gateway itself; trying again in a minute", bug);
        }
    }

    /** What a sweep is at is left to the next one. */
    void end(@Observes ShutdownEvent stopping) throws InterruptedException {
        ending = true;
        thread.interrupt();
        if (thread.getState() != Thread.State.NEW && !thread.join(LONGEST_STOP)) {
            LOG.warn("A sweep did not end in time");
        }
    }
}
