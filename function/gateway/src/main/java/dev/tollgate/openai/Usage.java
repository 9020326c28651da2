package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Token counts as OpenAI defines them, however the provider counts. Prompt tokens include cached tokens, completion tokens
 * include reasoning tokens, and the total is the sum of both.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
        @JsonProperty("prompt_tokens") long promptTokens,
        @JsonProperty("completion_tokens") long completionTokens,
        @JsonProperty("total_tokens") long totalTokens,
        @JsonProperty("prompt_tokens_details") @Nullable PromptDetails promptDetails,
        @JsonProperty("completion_tokens_details") @Nullable CompletionDetails completionDetails,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

    /** The most tokens that the gateway believes. No model processes more at once, and sums of larger counts could overflow. */
    public static final long MAX_TOKENS = 1_000_000_000;

    /** What OpenRouter, Perplexity and xAI bill for the request. */
    private static final Set<String> BILL_FIELDS = Set.of("cost", "cost_details", "cost_in_usd_ticks", "is_byok");

    /** No tokens. */
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

    /** Usage without details. */
    public static Usage of(long promptTokens, long completionTokens) {
        return new Usage(promptTokens, completionTokens, promptTokens + completionTokens, null, null, Map.of());
    }

    /**
     * The usage that a provider reports, with every detail limited to the count that includes it. Null where the counts are
     * impossible, or where both are zero: a provider that reports no tokens for a reply has not counted.
     */
    public static @Nullable Usage reported(
            long promptTokens,
            long completionTokens,
            @Nullable PromptDetails promptDetails,
            @Nullable CompletionDetails completionDetails,
            Map<String, JsonNode> extra) {
        boolean possible = Math.clamp(promptTokens, 0, MAX_TOKENS) == promptTokens
                && Math.clamp(completionTokens, 0, MAX_TOKENS) == completionTokens;
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

    /** The same for usage without details. */
    public static @Nullable Usage reported(long promptTokens, long completionTokens) {
        return reported(promptTokens, completionTokens, null, null, Map.of());
    }

    /** The same usage with another number of prompt tokens. */
    public Usage withPrompt(long tokens) {
        return new Usage(tokens, completionTokens, tokens + completionTokens, promptDetails, completionDetails, extra);
    }

    /** The same usage with another number of completion tokens. */
    public Usage withCompletion(long tokens) {
        return new Usage(promptTokens, tokens, promptTokens + tokens, promptDetails, completionDetails, extra);
    }

    /** The sum of both. It keeps only the details that have a price of their own. */
    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                new PromptDetails(
                        cachedTokens() + other.cachedTokens(),
                        cacheWriteTokens() + other.cacheWriteTokens(),
                        sum(cacheWrite1hTokens(), other.cacheWrite1hTokens()),
                        null,
                        Map.of()),
                new CompletionDetails(reasoningTokens() + other.reasoningTokens(), null, null, null, Map.of()),
                pieces(serverToolUse().plus(other.serverToolUse()), mediaUse().plus(other.mediaUse())));
    }

    private static Map<String, JsonNode> pieces(ServerToolUse tools, MediaUse media) {
        Map<String, JsonNode> fields = new LinkedHashMap<>(tools.fields());
        fields.putAll(media.fields());
        return fields;
    }

    /** The same usage with this in addition. */
    public Usage with(MediaUse media) {
        Map<String, JsonNode> fields = new LinkedHashMap<>(extra);
        fields.putAll(mediaUse().plus(media).fields());
        return withExtra(fields);
    }

    /** Whether nothing was used. */
    public boolean nothingUsed() {
        return totalTokens == 0 && mediaUse().equals(MediaUse.NONE);
    }

    /**
     * The same usage without what the provider says that it bills: callers are charged by the gateway's prices, and what providers bill
     * concerns its operator only.
     */
    public Usage withoutBill() {
        return BILL_FIELDS.stream().anyMatch(extra::containsKey) ? withExtra(unbilled()) : this;
    }

    /**
     * The same usage with its cost, named as OpenRouter names it.
     *
     * @param usd in US dollars; null if it is not known
     */
    public Usage withCost(@Nullable BigDecimal usd) {
        Map<String, JsonNode> fields = unbilled();
        fields.put("cost", usd == null ? NullNode.getInstance() : DecimalNode.valueOf(usd));
        return withExtra(fields);
    }

    private Map<String, JsonNode> unbilled() {
        Map<String, JsonNode> fields = new LinkedHashMap<>(extra);
        fields.keySet().removeAll(BILL_FIELDS);
        return fields;
    }

    private Usage withExtra(Map<String, JsonNode> fields) {
        return new Usage(promptTokens, completionTokens, totalTokens, promptDetails, completionDetails, fields);
    }

    /** Prompt tokens that the provider read from its cache; {@link #promptTokens()} includes them. */
    public long cachedTokens() {
        return promptDetails == null || promptDetails.cachedTokens() == null ? 0 : promptDetails.cachedTokens();
    }

    /**
     * Prompt tokens that the provider wrote to its cache, which some bill at a higher price. {@link #promptTokens()} includes
     * them.
     */
    public long cacheWriteTokens() {
        return promptDetails == null || promptDetails.cacheWriteTokens() == null ? 0 : promptDetails.cacheWriteTokens();
    }

    /** Of these, the tokens that stay in the cache for an hour and not for minutes, which costs more. */
    public long cacheWrite1hTokens() {
        return promptDetails == null || promptDetails.cacheWrite1hTokens() == null
                ? 0
                : promptDetails.cacheWrite1hTokens();
    }

    /** How often the provider ran tools of its own. */
    public ServerToolUse serverToolUse() {
        return ServerToolUse.in(extra);
    }

    /** What was used that is not counted in tokens. */
    public MediaUse mediaUse() {
        return MediaUse.in(extra);
    }

    /** Tokens that the model generated while it reasoned; {@link #completionTokens()} includes them. */
    public long reasoningTokens() {
        return completionDetails == null || completionDetails.reasoningTokens() == null
                ? 0
                : completionDetails.reasoningTokens();
    }

    /** The service tier that the provider reports with its usage, such as {@code batch}. */
    public Optional<String> serviceTier() {
        return Optional.ofNullable(extra.get("service_tier")).map(JsonNode::textValue);
    }

    /**
     * The prompt's tokens by kind.
     *
     * @param cacheWriteTokens all that the provider wrote to its cache, for however long
     * @param cacheWrite1hTokens those of them that it keeps for an hour; null if it does not say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PromptDetails(
            @JsonProperty("cached_tokens") @Nullable Long cachedTokens,
            @JsonProperty("cache_write_tokens") @Nullable Long cacheWriteTokens,

            @JsonProperty("cache_write_1h_tokens") @Nullable Long cacheWrite1hTokens,

            @JsonProperty("audio_tokens") @Nullable Long audioTokens,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public PromptDetails {
            extra = ExtraFields.of(extra);
        }

        /** Details of a provider that does not say how long it keeps what it caches. */
        public PromptDetails(
                @Nullable Long cachedTokens,
                @Nullable Long cacheWriteTokens,
                @Nullable Long audioTokens,
                Map<String, JsonNode> extra) {
            this(cachedTokens, cacheWriteTokens, null, audioTokens, extra);
        }

        private PromptDetails within(long prompt) {
            Long cached = limited(cachedTokens, prompt);
            Long written = limited(cacheWriteTokens, cached == null ? prompt : prompt - cached);
            Long longer = limited(cacheWrite1hTokens, written == null ? 0 : written);
            return new PromptDetails(cached, written, longer, limited(audioTokens, prompt), extra);
        }
    }

    /** The completion's tokens by kind. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CompletionDetails(
            @JsonProperty("reasoning_tokens") @Nullable Long reasoningTokens,
            @JsonProperty("audio_tokens") @Nullable Long audioTokens,

            @JsonProperty("accepted_prediction_tokens") @Nullable
            Long acceptedPredictionTokens,

            @JsonProperty("rejected_prediction_tokens") @Nullable
            Long rejectedPredictionTokens,

            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {

        public CompletionDetails {
            extra = ExtraFields.of(extra);
        }

        private CompletionDetails within(long completion) {
            return new CompletionDetails(
                    limited(reasoningTokens, completion),
                    limited(audioTokens, completion),
                    acceptedPredictionTokens,
                    rejectedPredictionTokens,
                    extra);
        }
    }

    /** Absent where nothing was written for an hour, as with most providers. */
    private static @Nullable Long sum(long one, long other) {
        return one + other == 0 ? null : Long.valueOf(one + other);
    }

    private static @Nullable Long limited(@Nullable Long reported, long max) {
        return reported == null ? null : Long.valueOf(Math.clamp(reported, 0, max));
    }
}
