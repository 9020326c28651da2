package dev.tollgate.health;

import dev.tollgate.health.Breaker.State;
import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Opens breakers, tries targets again, and closes breakers: the same way for those of this process and for shared ones. */
final class Circuit {
    private static final Logger LOG = Logger.getLogger(Circuit.class);

    /** How many gateways try to be the one that tries a target, in the time it takes until all know that one does. */
    private static final double CANDIDATES = 3;

    private final String whose;
    private final Breakers breakers;
    private final Surroundings in;
    private final Map<ModelName, Breaker> trials = new ConcurrentHashMap<>();

    /**
     * A circuit over these breakers.
     *
     * @param whose for the log
     */
    Circuit(String whose, Breakers breakers, Surroundings in) {
        this.whose = whose;
        this.breakers = breakers;
        this.in = in;
    }

    State state(ModelName model) {
        return breakers.of(model).state(in.now());
    }

    /** Opens a breaker for what was seen of late, where all gateways together made so many calls. */
    void open(ModelName model, Board.Recent recent, long callsPerSecond) {
        Breaker seen = breakers.of(model);
        Breaker next = seen.opened(in, callsPerSecond);
        if (breakers.replace(model, seen, next)) {
            LOG.warnf(
                    "target %s is passed over (%s): %.0f of %.0f calls failed; next trial at %s",
                    model, whose, recent.failures(), recent.calls(), next.retryAt());
        }
    }

    /** Whether this process shall try a target whose time has come. */
    boolean drawn(ModelName model) {
        double calls =
                breakers.of(model).callsPerSecond() * in.rules().refresh().toMillis() / 1_000.0;
        return in.chance() * calls < CANDIDATES;
    }

    /** Makes the trial this process's own; false where it is another's. */
    boolean claim(ModelName model) {
        Breaker seen = breakers.of(model);
        Breaker claimed = seen.claimed(in);
        if (seen.state(in.now()) != State.HALF_OPEN || !breakers.replace(model, seen, claimed)) {
            return false;
        }
        trials.put(model, claimed);
        return true;
    }

    /** Only a trial's answer closes a breaker: other calls may have been under way before it was opened. */
    void answered(ModelName model) {
        Breaker trial = trials.remove(model);
        if (trial != null && breakers.replace(model, trial, trial.closed(in))) {
            LOG.infof(
                    "target %s is used again (%s), after %s", model, whose, Duration.between(trial.since(), in.now()));
        }
    }

    /** And only a trial's failure says anything new of a target that is passed over. */
    void failed(ModelName model) {
        Breaker trial = trials.remove(model);
        if (trial != null) {
            Breaker next = trial.struck(in);
            if (breakers.replace(model, trial, next)) {
                LOG.warnf("target %s failed its trial (%s); next trial at %s", model, whose, next.retryAt());
            }
        }
    }
}
