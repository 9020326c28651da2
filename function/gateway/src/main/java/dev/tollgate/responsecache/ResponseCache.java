package dev.tollgate.responsecache;

import dev.tollgate.call.CallContext;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.guardrail.ContentPolicies;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Serves calls from kept answers, where an alias or a key says so. It never fails a call. */
@ApplicationScoped
public class ResponseCache {
    private final CacheKeys keys;
    private final TolerantStore tolerance;
    private final CachedCall.Services services;
    private final Clock clock;

    ResponseCache(Router router, ContentPolicies policies, ResponseStore store, GatewayConfig config, Clock clock) {
        this.keys = new CacheKeys(router, policies);
        this.tolerance = new TolerantStore(clock);
        this.services = new CachedCall.Services(
                store, tolerance, new SingleFlight(), config.cache().maxWait(), clock);
        this.clock = clock;
    }

    /**
     * What the cache does in this call.
     *
     * @param route as the router found it, whatever limits and budgets have left of it
     */
    public CachePlan plan(CallContext<?> context, Route route) {
        return new CachePlan(this, context, route, policy(context, route));
    }

    /** The plan of a call that is not cached, whatever policy there is. */
    public CachePlan noPlan(CallContext<?> context, Route route) {
        return new CachePlan(this, context, route, Optional.empty());
    }

    private static Optional<CachePolicy> policy(CallContext<?> context, Route route) {
        return Optional.ofNullable(context.key().content().cache())
                .or(() -> Optional.ofNullable(route.content().cache()));
    }

    /** The key of this call; empty if the store or the configuration fails. */
    Optional<CacheKey> key(CallContext<?> context, Route route, CachePolicy policy) {
        return tolerance.orElse(
                Optional.empty(), () -> Optional.of(keys.of(context, route, policy)), context.metrics()::cacheFailed);
    }

    CachedCall cached(CacheableCall call, RecordedResponse response, UsageMeter meter) {
        return new CachedCall(services, call, response, meter);
    }

    Clock clock() {
        return clock;
    }
}
