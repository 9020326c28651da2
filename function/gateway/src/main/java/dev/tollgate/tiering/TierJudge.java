package dev.tollgate.tiering;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.failover.ModelAttempts;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.route.Route;
import jakarta.enterprise.context.ApplicationScoped;

/** Has judges decide what the signs leave open. Not before the call is booked, so that a judge's cost is never without a record. */
@ApplicationScoped
public class TierJudge {
    private final ModelAttempts modelAttempts;

    TierJudge(ModelAttempts modelAttempts) {
        this.modelAttempts = modelAttempts;
    }

    /**
     * Where the question goes. A judge that fails or is late does not matter: then it goes where the signs say.
     *
     * @throws dev.tollgate.openai.GatewayException {@code CLIENT_GONE}
     */
    public Route decide(CallContext<?> callContext, ResponseSink caller) {
        Route route = callContext.route();
        return callContext.request() instanceof ChatRequest asked
                ? route.tierChoice()
                        .map(tierChoice ->
                                new TierJudgeCall(tierChoice, asked, callContext, modelAttempts).outcome(caller))
                        .orElse(route)
                : route;
    }
}
