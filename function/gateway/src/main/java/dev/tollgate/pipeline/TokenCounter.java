package dev.tollgate.pipeline;

import dev.tollgate.call.CallContext;
import dev.tollgate.failover.TokenCounts;
import dev.tollgate.guardrail.GuardedCall;
import dev.tollgate.guardrail.PromptGuard;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.metering.MeteredCall;
import dev.tollgate.metering.RateReservations;
import dev.tollgate.metering.UsageRecorder;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.route.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;

/**
 * Counts the tokens of a prompt, as the first target of its route would. Nothing is billed; content policies and limits of requests
 * apply as to every call. Scans do not run.
 */
@ApplicationScoped
public class TokenCounter {
    private final CallRouter router;
    private final PromptGuard guard;
    private final UsageRecorder recorder;
    private final TokenCounts counts;

    TokenCounter(CallRouter router, PromptGuard guard, UsageRecorder recorder, TokenCounts counts) {
        this.router = router;
        this.guard = guard;
        this.recorder = recorder;
        this.counts = counts;
    }

    /**
     * A number of tokens.
     *
     * @param estimated whether the gateway has estimated it, because the provider does not count
     */
    public record TokenCount(long tokens, boolean estimated) {}

    /**
     * The tokens of this prompt.
     *
     * @throws dev.tollgate.openai.GatewayException if the key may not send this prompt
     */
    public TokenCount count(CallContext<ChatRequest> received) {
        Route route = router.route(received);
        GuardedCall<ChatRequest> guarded = guard.guard(received, route.content().policies());
        CallContext<ChatRequest> context = guarded.context();
        MeteredCall<ChatRequest> call = recorder.metered(context);
        try {
            RateReservations rates = recorder.admit(call, route.models());
            try {
                guarded.requireAllowed();
                TokenCount count = count(guarded, route);
                context.metrics().completed();
                return count;
            } finally {
                rates.settle(context.requestId(), 0);
            }
        } finally {
            call.meter().settle();
        }
    }

    /** The tokens of a prompt that nobody has counted, for a response that starts before its provider says them. */
    public static long estimate(ChatRequest request) {
        return TokenEstimate.prompt(request);
    }

    private TokenCount count(GuardedCall<ChatRequest> guarded, Route route) {
        OptionalLong counted =
                mayLeave(guarded) ? counts.of(guarded.context(), route.targets().getFirst()) : OptionalLong.empty();
        return counted.isPresent()
                ? new TokenCount(counted.getAsLong(), false)
                : new TokenCount(estimate(guarded.context().request()), true);
    }

    /** What a scan could deny goes to no provider without its verdict, and a verdict would cost more than the count is worth. */
    private static boolean mayLeave(GuardedCall<ChatRequest> guarded) {
        return guarded.scans().stream().noneMatch(active -> active.scan().canDeny());
    }
}
