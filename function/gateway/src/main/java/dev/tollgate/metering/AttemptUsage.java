package dev.tollgate.metering;

import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.Usage;
import java.util.function.Supplier;

/**
 * What one attempt used.
 *
 * @param estimated whether the provider did not tell all of the count
 * @param serviceTier the provider's word for how it served the request; null where it said nothing
 */
public record AttemptUsage(Usage usage, boolean estimated, String serviceTier) {
    public static final AttemptUsage NOTHING = new AttemptUsage(Usage.NONE, false);

    /** Served as usual. */
    public AttemptUsage(Usage usage, boolean estimated) {
        this(usage, estimated, null);
    }

    /**
     * For an answer to a chat: the provider's count, with estimates in place of what it did not count.
     *
     * @param told null where the provider told no count
     * @param spoken all that came of the answer
     */
    public static AttemptUsage of(Usage told, ChatRequest request, Supplier<String> spoken, String serviceTier) {
        Usage usage = told == null ? Usage.NONE : told;
        if (usage.promptTokens() == 0) {
            usage = usage.withPrompt(TokenEstimate.prompt(request));
        }
        if (usage.completionTokens() == 0) {
            usage = usage.withCompletion(TokenEstimate.ofText(spoken.get()));
        }
        return new AttemptUsage(usage, !usage.equals(told), serviceTier);
    }

    /** Both together; estimated where either is. */
    public AttemptUsage plus(AttemptUsage other) {
        if (usage.totalTokens() == 0) {
            return other;
        }
        if (other.usage.totalTokens() == 0) {
            return this;
        }
        return new AttemptUsage(usage.plus(other.usage), estimated || other.estimated, other.serviceTier);
    }
}
