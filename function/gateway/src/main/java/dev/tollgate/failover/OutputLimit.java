package dev.tollgate.failover;

import dev.tollgate.metering.LongestCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.route.Target;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The limit of completion tokens that a target gets. Agents set the same large one for every model, and providers refuse what their
 * model cannot write: "max_tokens is too large: 32000. This model supports at most 16384 completion tokens" (ChatGPTNextWeb/NextChat#3195,
 * Gitlawb/openclaude#331).
 */
final class OutputLimit {
    private OutputLimit() {}

    /**
     * The request with the caller's limit, as far as the target can keep it.
     *
     * @param unsupported gets the name of a limit that is lowered
     */
    static ChatRequest in(ChatRequest request, Target target, UnsupportedFields unsupported) {
        Integer limit = request.largestCompletionLimit();
        OptionalInt most = most(target);
        if (limit == null || most.isEmpty() || limit <= most.getAsInt()) {
            return request;
        }
        unsupported.report(
                request.limitField(),
                String.format(Locale.ROOT, "writes at most %,d tokens with this model and prompt", most.getAsInt()));
        return request.withLimitsAtMost(most.getAsInt());
    }

    private static OptionalInt most(Target target) {
        return IntStream.concat(LongestCompletion.of(target).stream(), target.completionRoom().stream())
                .min();
    }
}
