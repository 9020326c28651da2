package dev.tollgate.metering;

import dev.tollgate.limit.MediaEstimate;
import dev.tollgate.limit.TokenEstimate;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.MediaEndpoint;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.openai.MediaUse;
import dev.tollgate.openai.Usage;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt used.
 *
 * @param estimated whether the provider left a part of the count out
 * @param serviceTier the provider's own name for how it served the request; null if it named none
 */
public record AttemptUsage(
        Usage usage, boolean estimated, @Nullable String serviceTier) {
    /** Nothing at all. */
    public static final AttemptUsage NOTHING = new AttemptUsage(Usage.NONE, false);

    /** Usage at the standard service tier. */
    public AttemptUsage(Usage usage, boolean estimated) {
        this(usage, estimated, null);
    }

    /**
     * The usage of a chat: the provider's count, with estimates in place of what it did not count.
     *
     * @param counted null if the provider sent no count
     * @param output all the text that came of the response
     */
    public static AttemptUsage of(
            @Nullable Usage counted, ChatRequest request, Supplier<String> output, @Nullable String serviceTier) {
        return of(counted, () -> TokenEstimate.prompt(request), output, serviceTier);
    }

    /** The same for a prompt that is known by its estimate. */
    public static AttemptUsage of(
            @Nullable Usage counted, LongSupplier prompt, Supplier<String> output, @Nullable String serviceTier) {
        Usage usage = counted == null ? Usage.NONE : counted;
        if (usage.promptTokens() == 0) {
            usage = usage.withPrompt(prompt.getAsLong());
        }
        if (usage.completionTokens() == 0) {
            usage = usage.withCompletion(TokenEstimate.ofText(output.get()));
        }
        return new AttemptUsage(usage, !usage.equals(counted), serviceTier);
    }

    /**
     * The usage of a complete reply to a request that neither chats nor embeds. Providers bill speech by characters or by tokens, and
     * report the latter only.
     *
     * @param counted null if the provider sent no count
     */
    public static AttemptUsage of(@Nullable Usage counted, MediaRequest request) {
        return counted == null
                ? new AttemptUsage(MediaEstimate.of(request), true)
                : new AttemptUsage(
                        request.endpoint() == MediaEndpoint.SPEECH
                                ? counted.with(MediaUse.ofCharacters(request.characters()))
                                : counted,
                        false);
    }

    /** The sum of both; estimated if one of them is. */
    public AttemptUsage plus(AttemptUsage other) {
        if (usage.nothingUsed()) {
            return other;
        }
        if (other.usage.nothingUsed()) {
            return this;
        }
        return new AttemptUsage(usage.plus(other.usage), estimated || other.estimated, other.serviceTier);
    }
}
