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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Puts healthy targets first. The circuit breaker of a target that fails opens for a while, based on what this
 * process and all gateways together see; then one call tries it again. It is created at startup, so that a wrong setting stops the
 * gateway.
 */
@ApplicationScoped
@Startup
public class TargetHealth {
    private static final Logger LOG = Logger.getLogger(TargetHealth.class);

    /** Other failures are the client's fault, or it did not wait, so they say nothing about the target. */
    private static final Set<ErrorKind> TARGET_FAILURES = EnumSet.of(
            ErrorKind.UPSTREAM_ACCOUNT,
            ErrorKind.UPSTREAM_FAILED,
            ErrorKind.UPSTREAM_OVERLOADED,
            ErrorKind.UPSTREAM_TIMEOUT);

    private final HealthDependencies dependencies;
    private final LocalHealth local;
    private final SharedHealth shared;
    private final LatencyStats latencyStats;
    private final Predicate<ModelName> known;

    @Inject
    TargetHealth(HealthStore store, Router router, LatencyStats latencyStats, GatewayConfig config, Clock clock) {
        this(
                store,
                model -> namedBy(router, model),
                latencyStats,
                new HealthDependencies(
                        HealthRules.of(config.health()),
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble(),
                        new BackgroundWork(Executors.newVirtualThreadPerTaskExecutor())));
    }

    /**
     * The health of targets with these dependencies.
     *
     * @param known the models whose health is shared; clients may name any number of others
     */
    TargetHealth(
            HealthStore store, Predicate<ModelName> known, LatencyStats latencyStats, HealthDependencies dependencies) {
        this.dependencies = dependencies;
        this.local = new LocalHealth(dependencies);
        this.shared = new SharedHealth(store, latencyStats, dependencies);
        this.latencyStats = latencyStats;
        this.known = known;
    }

    /** No call fails only because the names of models cannot be read; their health is not shared then. */
    private static boolean namedBy(Router router, ModelName model) {
        try {
            return router.isReferenced(model);
        } catch (GatewayException failure) {
            LOG.debugf(failure, "the health of %s is not shared: the store does not answer", model);
            return false;
        }
    }

    /** Starts to read what other gateways reported, for a call that orders targets soon. */
    public void refresh() {
        shared.refresh();
    }

    /**
     * The targets in the order in which to call them. Those whose breaker is open come last, but none is dropped. If
     * the best one is due for a trial that no other call has claimed, this call claims it.
     */
    public List<Target> order(List<Target> targets) {
        if (targets.size() < 2) {
            return targets;
        }
        List<Target> order = new ArrayList<>(targets.size());
        List<Target> passedOver = new ArrayList<>();
        for (Target target : targets) {
            boolean first = order.isEmpty();
            boolean called =
                    switch (state(target.name())) {
                        case CLOSED -> true;
                        case HALF_OPEN -> first && claim(target.name());
                        case OPEN -> false;
                    };
            (called ? order : passedOver).add(target);
        }
        order.addAll(passedOver);
        return order;
    }

    /** The models whose breaker is open, or is due for a trial. */
    public Set<ModelName> opened() {
        return Stream.concat(local.opened(), shared.opened()).collect(Collectors.toSet());
    }

    /** Records a success without a latency, because the response was not streamed. */
    public void succeeded(ModelName model) {
        succeeded(model, CallStats.SUCCESS);
    }

    /** Records a streamed success. */
    public void succeeded(ModelName model, ResponseLatency latency) {
        latencyStats.recordResponse(model, latency.firstToken(), latency.tokens(), latency.rest(), dependencies.now());
        succeeded(model, CallStats.of(latency));
    }

    /** Records a failure if it is the target's fault. */
    public void failed(ModelName model, ErrorKind kind) {
        if (TARGET_FAILURES.contains(kind)) {
            local.failed(model);
            if (known.test(model)) {
                shared.failed(model);
            }
        }
    }

    /** Waits until all background work of a call has ended. */
    public void settle() {
        dependencies.background().settle();
    }

    private void succeeded(ModelName model, CallStats callStats) {
        local.succeeded(model);
        if (known.test(model)) {
            shared.succeeded(model, callStats);
        }
    }

    private State state(ModelName model) {
        local.forgive(model, shared.recoveredAt(model));
        State here = local.state(model);
        State everywhere = shared.state(model);
        return here.compareTo(everywhere) > 0 ? here : everywhere;
    }

    /** Claims the shared trial first: if another gateway has it, this process's own trial is not used up. */
    private boolean claim(ModelName model) {
        return (shared.state(model) == State.CLOSED || shared.claim(model))
                && (local.state(model) == State.CLOSED || local.claim(model));
    }
}
