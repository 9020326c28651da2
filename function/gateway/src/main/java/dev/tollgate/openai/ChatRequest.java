package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chat request as OpenAI's clients send it (https://platform.openai.com/docs/api-reference/chat/create).
 *
 * <p>The fields that the gateway does not need stay untouched in {@code extra}, so that a provider's new parameter works
 * on the day it appears. Decimal numbers keep the digits that the caller wrote. {@code edge.RequestRules} checks every
 * request right after Jackson has read it: from then on it has a model, and its messages have a role.
 *
 * @param models the models to fall back to when {@code model} fails, as at OpenRouter
 *     (https://openrouter.ai/docs/guides/routing/model-fallbacks). The gateway does not forward this field
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"model", "messages"})
public record ChatRequest(
        String model,
        List<Message> messages,
        @Nullable Boolean stream,
        @JsonProperty("stream_options") @Nullable StreamOptions streamOptions,
        @JsonProperty("max_tokens") @Nullable Integer maxTokens,
        @JsonProperty("max_completion_tokens") @Nullable Integer maxCompletionTokens,
        @Nullable Integer n,
        @Nullable BigDecimal temperature,
        @JsonProperty("top_p") @Nullable BigDecimal topP,
        @Nullable List<Tool> tools,
        @Nullable List<String> models,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
        implements ModelRequest {
    private static final List<String> OTHER_LIMITS =
            List.of("max_gen_len", "max_length", "max_new_tokens", "max_output_tokens", "num_predict");
    private static final List<String> OTHER_COUNTS =
            List.of("best_of", "candidate_count", "num_generations", "num_return_sequences");

    public ChatRequest {
        models = models == null ? null : Collections.unmodifiableList(new ArrayList<>(models));
        messages = messages == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(messages));
        extra = ExtraFields.of(extra);
    }

    /**
     * A request of the gateway's own, with nothing else.
     *
     * @param maxTokens as {@code max_tokens}, because some servers know no other field for it
     */
    public static ChatRequest of(
            String model, List<Message> messages, @Nullable Integer maxTokens, @Nullable BigDecimal temperature) {
        return new ChatRequest(
                model, messages, null, null, maxTokens, null, null, temperature, null, null, null, Map.of());
    }

    @Override
    public List<String> requestedModels() {
        return models == null
                ? List.of(model)
                : Stream.concat(Stream.of(model), models.stream()).distinct().toList();
    }

    @Override
    public boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    /** Whether the caller wants the usage chunk at the end of the stream, in OpenAI's or in OpenRouter's words. */
    public boolean usageRequested() {
        return (streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage()))
                || GatewayFields.usageIncluded(extra);
    }

    /** The caller's limit of completion tokens per choice. The newer field wins, as at OpenAI. */
    public @Nullable Integer completionLimit() {
        return maxCompletionTokens != null ? maxCompletionTokens : maxTokens;
    }

    /** The larger of both limits of completion tokens per choice: some providers read only one of the fields. */
    public @Nullable Integer largestCompletionLimit() {
        return maxTokens != null && maxCompletionTokens != null
                ? Integer.valueOf(Math.max(maxTokens, maxCompletionTokens))
                : completionLimit();
    }

    /** The largest limit of completion tokens that the request sets under names of other APIs, which some servers read. */
    public OptionalInt otherCompletionLimit() {
        return largest(OTHER_LIMITS);
    }

    /** How many completions a provider may write: some servers write more of them than they return. */
    public int generatedChoices() {
        return Math.max(Math.max(1, choices()), largest(OTHER_COUNTS).orElse(1));
    }

    private OptionalInt largest(List<String> names) {
        return names.stream()
                .map(extra::get)
                .filter(value -> value != null && value.isIntegralNumber())
                .mapToInt(value -> value.canConvertToInt() ? value.intValue() : Integer.MAX_VALUE)
                .max();
    }

    /** The service tier that the caller requests; absent where the request leaves it to the provider. */
    public @Nullable String serviceTier() {
        JsonNode tier = extra.get("service_tier");
        return tier == null ? null : tier.textValue();
    }

    /** Whether the caller requests OpenAI's web search, {@code web_search_options}. */
    public boolean searchesTheWeb() {
        JsonNode options = extra.get("web_search_options");
        return options != null && !options.isNull();
    }

    /** How many choices the caller requests; 1 by default. */
    public int choices() {
        return n == null ? 1 : n;
    }

    /** The same request for another model, with other stream options. */
    public ChatRequest forTarget(String targetModel, @Nullable StreamOptions options) {
        return new ChatRequest(
                targetModel,
                messages,
                stream,
                options,
                maxTokens,
                maxCompletionTokens,
                n,
                temperature,
                topP,
                tools,
                null,
                extra);
    }

    /** The same request with this limit of completion tokens per choice. */
    public ChatRequest withCompletionLimit(int tokens) {
        return new ChatRequest(
                model, messages, stream, streamOptions, null, tokens, n, temperature, topP, tools, models, extra);
    }

    /** The name of the field that {@link #completionLimit} is from. */
    public String limitField() {
        return maxCompletionTokens != null ? "max_completion_tokens" : "max_tokens";
    }

    /** The same request with no limit of completion tokens above this one, under the names that the caller uses. */
    public ChatRequest withLimitsAtMost(int tokens) {
        return new ChatRequest(
                model,
                messages,
                stream,
                streamOptions,
                maxTokens == null ? null : Integer.valueOf(Math.min(maxTokens, tokens)),
                maxCompletionTokens == null ? null : Integer.valueOf(Math.min(maxCompletionTokens, tokens)),
                n,
                temperature,
                topP,
                tools,
                models,
                extra);
    }

    /** The same request with other messages. */
    public ChatRequest withMessages(List<Message> otherMessages) {
        return new ChatRequest(
                model,
                otherMessages,
                stream,
                streamOptions,
                maxTokens,
                maxCompletionTokens,
                n,
                temperature,
                topP,
                tools,
                models,
                extra);
    }

    /** The same request with these tools. */
    public ChatRequest withTools(@Nullable List<Tool> otherTools) {
        return withTools(otherTools, extra);
    }

    /** The same request with other fields that the gateway does not need. */
    public ChatRequest withExtra(Map<String, JsonNode> otherExtra) {
        return withTools(tools, otherExtra);
    }

    /** The same request with these tools and these other fields. */
    ChatRequest withTools(@Nullable List<Tool> otherTools, Map<String, JsonNode> otherExtra) {
        return new ChatRequest(
                model,
                messages,
                stream,
                streamOptions,
                maxTokens,
                maxCompletionTokens,
                n,
                temperature,
                topP,
                otherTools,
                models,
                otherExtra);
    }

    /** The same request with these stream options. */
    ChatRequest withStreamOptions(@Nullable StreamOptions options) {
        return new ChatRequest(
                model,
                messages,
                stream,
                options,
                maxTokens,
                maxCompletionTokens,
                n,
                temperature,
                topP,
                tools,
                models,
                extra);
    }

    /** The same request for this model, with the same fallbacks. */
    public ChatRequest withModel(String otherModel) {
        return new ChatRequest(
                otherModel,
                messages,
                stream,
                streamOptions,
                maxTokens,
                maxCompletionTokens,
                n,
                temperature,
                topP,
                tools,
                models,
                extra);
    }
}
