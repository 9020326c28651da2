package dev.tollgate.health;

import dev.tollgate.config.GatewayConfig;
import dev.tollgate.health.BreakerState.State;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.LatencyStats;
import dev.tollgate.route.ModelName;
import dev.tollgate.route.Router;
import dev.tollgate.route.Target;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Which targets answer and which do not. A target that fails is passed over for a while, in this process by what it sees
 * itself, and everywhere by what all see together; then one call tries it. Made at the start, so that a wrong setting ends it.
 */
@ApplicationScoped
@Startup
public class TargetHealth {
    private static final Logger LOG = Logger.getLogger(TargetHealth.class);

    /** What the caller did wrong, or did not wait for, says nothing of the target. */
    private static final Set<ErrorKind> ITS_OWN =
            EnumSet.of(ErrorKind.UPSTREAM_FAILED, ErrorKind.UPSTREAM_OVERLOADED, ErrorKind.UPSTREAM_TIMEOUT);

    private final HealthDependencies in;
    private final LocalHealth own;
    private final SharedHealth shared;
    private final LatencyStats latencyStats;
    private final Predicate<ModelName> known;

    @Inject
    TargetHealth(HealthStore board, Router router, LatencyStats latencyStats, GatewayConfig config, Clock clock) {
        this(
                board,
                model -> namedBy(router, model),
                latencyStats,
                new HealthDependencies(
                        HealthRules.of(config.health()),
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        new BackgroundWork(Executors.newVirtualThreadPerTaskExecutor())));
    }

    /**
     * The health of targets as this process knows it.
     *
     * @param known the models whose health is shared: callers may name others, as many as they like
     */
    TargetHealth(HealthStore board, Predicate<ModelName> known, LatencyStats latencyStats, HealthDependencies in) {
        this.in = in;
        this.own = new LocalHealth(in);
        this.shared = new SharedHealth(board, latencyStats, in);
        this.latencyStats = latencyStats;
        this.known = known;
    }

    /** Without its table of names nothing can be shared, but no call fails for that. */
    private static boolean namedBy(Router router, ModelName model) {
        try {
            return router.names(model);
        } catch (GatewayException told) {
            LOG.debugf(told, "the health of %s is not shared: the store does not answer", model);
            return false;
        }
    }

    /** Begins to look what others have seen, for a call that asks for targets soon. */
    public void refresh() {
        shared.refresh();
    }

    /**
     * The targets in the order in which to ask them: those that are passed over come last, none is lost. Where the best one
     * may be tried again and no other call does so yet, this call does.
     */
    public List<Target> order(List<Target> targets) {
        if (targets.size() < 2) {
            return targets;
        }
        List<Target> order = new ArrayList<>(targets.size());
        List<Target> passedOver = new ArrayList<>();
        for (Target target : targets) {
            boolean first = order.isEmpty();
            boolean asked =
                    switch (state(target.name())) {
                        case CLOSED -> true;
                        case HALF_OPEN -> first && claim(target.name());
                        case OPEN -> false;
                    };
            (asked ? order : passedOver).add(target);
        }
        order.addAll(passedOver);
        return order;
    }

    /** Notes an answer whose speed says nothing, because it came in one piece. */
    public void answered(ModelName model) {
        answered(model, CallStats.ANSWER);
    }

    /** Notes a streamed answer. */
    public void answered(ModelName model, ResponseLatency speed) {
        latencyStats.answered(model, speed.firstToken(), speed.tokens(), speed.rest(), in.now());
        answered(model, CallStats.of(speed));
    }

    /** Notes a failure, where it is the target's. */
    public void failed(ModelName model, ErrorKind kind) {
        if (ITS_OWN.contains(kind)) {
            own.failed(model);
            if (known.test(model)) {
                shared.failed(model);
            }
        }
    }

    /** Waits until what was begun for a call is over. */
    public void settle() {
        in.background().settle();
    }

    private void answered(ModelName model, CallStats callStats) {
        own.answered(model);
        if (known.test(model)) {
            shared.answered(model, callStats);
        }
    }

    private State state(ModelName model) {
        own.forgive(model, shared.answeredAgainAt(model));
        State here = own.state(model);
        State everywhere = shared.state(model);
        return here.compareTo(everywhere) > 0 ? here : everywhere;
    }

    /** First the shared trial, because one that is another gateway's is no reason to use up this one's own. */
    private boolean claim(ModelName model) {
        return (shared.state(model) == State.CLOSED || shared.claim(model))
                && (own.state(model) == State.CLOSED || own.claim(model));
    }
}
