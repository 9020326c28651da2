package dev.tollgate.pipeline;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.RoutePreference;
import dev.tollgate.route.Router;
import dev.tollgate.route.RoutingConstraints;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

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
        ModelRequest request = context.request();
        List<String> models = request.requestedModels();
        for (String model : models) {
            if (!context.key().mayUse(model)) {
                throw GatewayException.of(
                        ErrorKind.PERMISSION_DENIED,
                        model.equals(request.model()) ? "model" : "models",
                        "This API key may not use the model '" + model + "'.");
            }
        }
        RoutingConstraints constraints = new RoutingConstraints(
                RequestNeeds.of(request), context.key().require(), RoutePreference.of(context.preference()));
        return router.route(models, RoutingContexts.of(request, clock.instant(), constraints));
    }
}
