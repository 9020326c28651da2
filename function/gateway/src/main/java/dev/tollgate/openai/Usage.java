package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens in OpenAI's meaning, whatever the provider's own is: cached tokens are inside the prompt's, reasoning tokens
 * inside the completion's, and the total is the sum of the two.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
        @JsonProperty("prompt_tokens") long promptTokens,
        @JsonProperty("completion_tokens") long completionTokens,
        @JsonProperty("total_tokens") long totalTokens,
        @JsonProperty("prompt_tokens_details") PromptDetails promptDetails,
        @JsonProperty("completion_tokens_details") CompletionDetails completionDetails,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** No model reads or writes so much at once: who tells more does not count, and sums of it could not be made. */
    public static final long MOST = 1_000_000_000;

    /** Nothing used. */
    public static final Usage NONE = of(0, 0);

    public Usage {
        if (promptTokens < 0 || completionTokens < 0) {
            throw new IllegalArgumentException("negative token count");
        }
        if (totalTokens != promptTokens + completionTokens) {
            throw new IllegalArgumentException("total_tokens is not the sum of prompt and completion");
        }
        extra = ExtraFields.of(extra);
    }

    /** A count without details. */
    public static Usage of(long promptTokens, long completionTokens) {
        return new Usage(promptTokens, completionTokens, promptTokens + completionTokens, null, null, null);
    }

    /**
     * A provider's count, as far as it can be true: parts are within their whole, and none is negative. Null where it cannot,
     * or says nothing at all, as a count of nothing for an answer: then nobody has counted.
     */
    public static Usage told(
            long promptTokens,
            long completionTokens,
            PromptDetails promptDetails,
            CompletionDetails completionDetails,
            Map<String, JsonNode> extra) {
        boolean possible = Math.clamp(promptTokens, 0, MOST) == promptTokens
                && Math.clamp(completionTokens, 0, MOST) == completionTokens;
        return !possible || promptTokens + completionTokens == 0
                ? null
                : new Usage(
                        promptTokens,
                        completionTokens,
                        promptTokens + completionTokens,
                        promptDetails == null ? null : promptDetails.within(promptTokens),
                        completionDetails == null ? null : completionDetails.within(completionTokens),
                        extra);
    }

    /** The same for a count without details. */
    public static Usage told(long promptTokens, long completionTokens) {
        return told(promptTokens, completionTokens, null, null, null);
    }

    /** The same count with another prompt. */
    public Usage withPrompt(long tokens) {
        return new Usage(tokens, completionTokens, tokens + completionTokens, promptDetails, completionDetails, extra);
    }

    /** The same count with another completion. */
    public Usage withCompletion(long tokens) {
        return new Usage(promptTokens, tokens, promptTokens + tokens, promptDetails, completionDetails, extra);
    }

    /** Both counts together; of the details, those that bear a price. */
    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                new PromptDetails(
                        cachedTokens() + other.cachedTokens(),
                        cacheWriteTokens() + other.cacheWriteTokens(),
                        null,
                        null),
                new CompletionDetails(reasoningTokens() + other.reasoningTokens(), null, null, null, null),
                null);
    }

    /** Prompt tokens the provider had cached; inside {@link #promptTokens()}. */
    public long cachedTokens() {
        return promptDetails == null || promptDetails.cachedTokens() == null ? 0 : promptDetails.cachedTokens();
    }

    /** Prompt tokens the provider put into its cache, which some bill at a higher price; inside {@link #promptTokens()}. */
    public long cacheWriteTokens() {
        return promptDetails == null || promptDetails.cacheWriteTokens() == null ? 0 : promptDetails.cacheWriteTokens();
    }

    /** Tokens the model thought with; inside {@link #completionTokens()}. */
    public long reasoningTokens() {
        return completionDetails == null || completionDetails.reasoningTokens() == null
                ? 0
                : completionDetails.reasoningTokens();
    }

    /** How the provider says it served the request, such as {@code batch}, where it says so with its count. */
    public Optional<String> serviceTier() {
        return Optional.ofNullable(extra.get("service_tier")).map(JsonNode::textValue);
    }

    /**
     * What the prompt's tokens were.
     *
     * @param cacheWriteTokens no field of OpenAI's, whose cache costs nothing to fill; named as OpenRouter names it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PromptDetails(
            @JsonProperty("cached_tokens") Long cachedTokens,
            @JsonProperty("cache_write_tokens") Long cacheWriteTokens,
            @JsonProperty("audio_tokens") Long audioTokens,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public PromptDetails {
            extra = ExtraFields.of(extra);
        }

        private PromptDetails within(long prompt) {
            Long cached = part(cachedTokens, prompt);
            Long written = part(cacheWriteTokens, cached == null ? prompt : prompt - cached);
            return new PromptDetails(cached, written, part(audioTokens, prompt), extra);
        }
    }

    /** What the completion's tokens were. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CompletionDetails(
            @JsonProperty("reasoning_tokens") Long reasoningTokens,
            @JsonProperty("audio_tokens") Long audioTokens,
            @JsonProperty("accepted_prediction_tokens") Long acceptedPredictionTokens,
            @JsonProperty("rejected_prediction_tokens") Long rejectedPredictionTokens,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public CompletionDetails {
            extra = ExtraFields.of(extra);
        }

        private CompletionDetails within(long completion) {
            return new CompletionDetails(
                    part(reasoningTokens, completion),
                    part(audioTokens, completion),
                    acceptedPredictionTokens,
                    rejectedPredictionTokens,
                    extra);
        }
    }

    private static Long part(Long told, long whole) {
        return told == null ? null : Long.valueOf(Math.clamp(told, 0, whole));
    }
}
