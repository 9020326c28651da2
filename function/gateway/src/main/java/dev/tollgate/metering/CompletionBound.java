package dev.tollgate.metering;

import dev.tollgate.openai.ChatRequest;
import dev.tollgate.route.Target;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The longest completion that a chat request can get: what the caller, the model or the budget allows, whichever is least.
 *
 * @param choices how many completions the model may write
 * @param callers the limit that the request sets for each; null if it sets none
 * @param assumed the limit for each without one
 * @param least the smallest limit that is worth a request
 * @param shortened whether {@code assumed} is less than usual, because a budget has room for less
 */
record CompletionBound(long choices, @Nullable Long callers, long assumed, int least, boolean shortened) {

    /** A request that gets no completion, such as one for embeddings. */
    static final CompletionBound NONE = new CompletionBound(0, 0L, 0, 0, false);

    /** A request that gets no text, but so many tokens of images, of speech or of what was heard. */
    static CompletionBound fixed(long tokens) {
        return new CompletionBound(1, tokens, 0, 0, false);
    }

    /**
     * The bound of a request.
     *
     * @param assumed for requests without a limit of their own
     */
    static CompletionBound of(ChatRequest chat, int assumed, int least) {
        long others = chat.otherCompletionLimit().orElse(0);
        Integer limit = chat.largestCompletionLimit();
        return new CompletionBound(
                chat.generatedChoices(),
                limit == null ? null : Math.max(limit, others),
                Math.max(assumed, others),
                least,
                false);
    }

    /** The most tokens that this target writes. */
    long tokens(Target target) {
        long limit = callers == null ? assumed : callers;
        OptionalInt longest = LongestCompletion.of(target);
        return choices * (longest.isPresent() ? Math.min(limit, longest.getAsInt()) : limit);
    }

    /**
     * The limit that the target must get, so that it does not write more than is reserved. Empty if there is one already, or if a
     * limit could be more than the target accepts.
     */
    OptionalInt limit(Target target) {
        if (callers != null) {
            return OptionalInt.empty();
        }
        OptionalInt longest = LongestCompletion.of(target);
        boolean needed = longest.isPresent() ? assumed < longest.getAsInt() : shortened;
        return needed ? OptionalInt.of(Math.toIntExact(assumed)) : OptionalInt.empty();
    }

    /** Half of it; empty if the caller's own limit counts, or if less would not be worth a request. */
    Optional<CompletionBound> half() {
        return callers != null || assumed / 2 < least
                ? Optional.empty()
                : Optional.of(new CompletionBound(choices, null, assumed / 2, least, true));
    }
}
