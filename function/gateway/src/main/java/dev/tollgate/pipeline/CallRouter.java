package dev.tollgate.pipeline;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.route.RequestedModel;
import dev.tollgate.route.Route;
import dev.tollgate.route.RoutePreference;
import dev.tollgate.route.Router;
import dev.tollgate.route.RoutingConstraints;
import dev.tollgate.route.RoutingContext;
import dev.tollgate.route.Target;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the route of a call among the models that its key may use. */
@ApplicationScoped
class CallRouter {
    private final Router router;
    private final Clock clock;

    CallRouter(Router router, Clock clock) {
        this.router = router;
        this.clock = clock;
    }

    /**
     * The route of this call.
     *
     * @throws GatewayException {@code PERMISSION_DENIED}, {@code MODEL_NOT_FOUND}, or of another 400 kind
     */
    Route route(CallContext<?> context) {
        List<String> sent = context.request().requestedModels();
        List<RequestedModel> models = router.requested(sent);
        for (int i = 0; i < models.size(); i++) {
            String name = models.get(i).name();
            if (!context.key().mayUse(name)) {
                throw GatewayException.of(
                        ErrorKind.PERMISSION_DENIED,
                        sent.get(i).equals(context.request().model()) ? "model" : "models",
                        "This API key may not use the model '" + name + "'.");
            }
        }
        Route route = router.route(sent, routing(context, models));
        context.metrics().routed(route.alias());
        return route;
    }

    /**
     * The target that judges content of this call for a policy.
     *
     * @throws GatewayException if there is none that may read the prompt
     */
    Target scanner(CallContext<?> context, Route route, ScanEngine engine) {
        List<RequestedModel> models = router.requested(context.request().requestedModels());
        return router.scanner(engine, route.models(), routing(context, models));
    }

    private RoutingContext routing(CallContext<?> context, List<RequestedModel> models) {
        RoutingConstraints constraints = new RoutingConstraints(
                RequestNeeds.of(context.request()),
                context.key().require(),
                preferences(context, models),
                DropPolicy.of(context.key().dropUnsupported()));
        return RoutingContexts.of(context, clock.instant(), constraints);
    }

    /** The route without all targets but the first one, if the caller wants no other. */
    Route limited(CallContext<?> context, Route route) {
        List<RequestedModel> models = router.requested(context.request().requestedModels());
        return preferences(context, models).stream().anyMatch(RoutePreference::firstOnly)
                ? route.withoutOthers()
                : route;
    }

    /** The header's preference comes before the body's, which belongs to the provider if that routes requests itself. */
    private List<RoutePreference> preferences(CallContext<?> context, List<RequestedModel> models) {
        return Stream.of(
                        RoutePreference.ofHeader(context.preference()),
                        router.leavesRouting(models)
                                ? Optional.<RoutePreference>empty()
                                : RoutePreference.ofBody(context.request()))
                .flatMap(Optional::stream)
                .toList();
    }
}
