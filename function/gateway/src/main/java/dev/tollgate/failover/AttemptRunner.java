package dev.tollgate.failover;

import dev.tollgate.openai.GatewayException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Runs an attempt to its end, and records that end whatever it is. */
public final class AttemptRunner {
    private static final Logger LOG = Logger.getLogger(AttemptRunner.class);

    private AttemptRunner() {}

    /**
     * How the attempt failed; empty if it responded.
     *
     * @param superseded whether a failure only says that another attempt won
     */
    public static Optional<GatewayException> run(Attempt attempt, Predicate<GatewayException> superseded) {
        try {
            attempt.run();
            return Optional.empty();
        } catch (Throwable thrown) {
            GatewayException failure = attempt.upstream().redacted(GatewayException.of(thrown));
            return Optional.of(recorded(attempt, failure, superseded.test(failure)));
        } finally {
            attempt.upstream().memory().close();
        }
    }

    private static GatewayException recorded(Attempt attempt, GatewayException failure, boolean superseded) {
        try {
            if (superseded) {
                attempt.recordSuperseded();
            } else {
                attempt.recordFailure(failure);
            }
            return failure;
        } catch (Throwable bug) {
            LOG.errorf(
                    bug,
                    "the usage of %s is not recorded",
                    attempt.upstream().target().name());
            return GatewayException.of(bug);
        }
    }
}
