package dev.tollgate.guardrail;

import dev.tollgate.call.CallContext;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import java.util.List;
import java.util.Optional;

/**
 * A call whose request content policies have been applied to.
 *
 * @param context the call with the request that may leave
 * @param placeholders the values that the request no longer has
 * @param answers what to look for in the answer
 * @param scans the models and engines that judge the content
 * @param denial why nothing may leave; empty if it may
 */
public record GuardedCall<R extends ModelRequest>(
        CallContext<R> context,
        PlaceholderMap placeholders,
        List<ActiveDetector> answers,
        List<ActiveScan> scans,
        Optional<GatewayException> denial) {

    public GuardedCall {
        answers = List.copyOf(answers);
        scans = List.copyOf(scans);
    }

    /**
     * Ends a call whose request may not leave. It is accepted before, so that a usage record says which policy acted.
     *
     * @throws GatewayException {@code CONTENT_POLICY_VIOLATION}
     */
    public void requireAllowed() {
        denial.ifPresent(failure -> {
            throw failure;
        });
    }
}
