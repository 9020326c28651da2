package dev.tollgate.tiering;

import dev.tollgate.call.CallContext;
import dev.tollgate.call.ResponseSink;
import dev.tollgate.failover.AttemptFactories;
import dev.tollgate.failover.ProviderClient;
import dev.tollgate.failover.UpstreamCall;
import dev.tollgate.metering.UsageMeter;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.route.Route;
import dev.tollgate.route.TierChoice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets a small model decide what the signals leave open. This needs an accepted call: a judge's cost is never without a record. */
@ApplicationScoped
public class TierJudge {
    private final AttemptFactories attempts;
    private final ProviderClient client;

    TierJudge(AttemptFactories attempts, ProviderClient client) {
        this.attempts = attempts;
        this.client = client;
    }

    /**
     * The route of the chosen tier. If the judge fails or is late, the signals decide.
     *
     * @throws dev.tollgate.openai.GatewayException {@code CLIENT_GONE}
     */
    public Route decide(CallContext<?> context, Route route, UsageMeter meter, ResponseSink sink) {
        Optional<TierChoice> choice = route.tierChoice();
        if (choice.isEmpty() || !(context.request() instanceof ChatRequest request)) {
            return route;
        }
        UpstreamCall upstream = attempts.judge(choice.get().judge(), context, meter);
        sink.onDisconnect(upstream::cancel);
        return new TierJudgeCall(choice.get(), request, client, upstream, context.deadline()).decide(route);
    }
}
