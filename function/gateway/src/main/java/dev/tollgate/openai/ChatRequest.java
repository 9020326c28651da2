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
import java.util.stream.Stream;

/**
 * A chat request as OpenAI's clients send it (https://platform.openai.com/docs/api-reference/chat/create).
 *
 * <p>What the gateway does not need to understand stays untouched in {@code extra}, so that a provider's new parameter
 * works on the day it appears. Decimal numbers are kept as they were written. A message may be null until the edge has
 * checked the request.
 *
 * @param models whom to ask when {@code model} does not answer, as OpenRouter has it
 *     (https://openrouter.ai/docs/guides/routing/model-fallbacks); null unless said. For the gateway, and not passed on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"model", "messages"})
public record ChatRequest(
        String model,
        List<Message> messages,
        Boolean stream,
        @JsonProperty("stream_options") StreamOptions streamOptions,
        @JsonProperty("max_tokens") Integer maxTokens,
        @JsonProperty("max_completion_tokens") Integer maxCompletionTokens,
        Integer n,
        BigDecimal temperature,
        @JsonProperty("top_p") BigDecimal topP,
        List<Tool> tools,
        List<String> models,
        @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
        implements ModelRequest {

    public ChatRequest {
        models = models == null ? null : Collections.unmodifiableList(new ArrayList<>(models));
        messages = messages == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(messages));
        extra = ExtraFields.of(extra);
    }

    @Override
    public List<String> wanted() {
        return models == null
                ? List.of(model)
                : Stream.concat(Stream.of(model), models.stream()).distinct().toList();
    }

    @Override
    public boolean streamed() {
        return Boolean.TRUE.equals(stream);
    }

    /** Whether the caller asked for the usage chunk at the end of the stream. */
    public boolean usageWanted() {
        return streamOptions != null && Boolean.TRUE.equals(streamOptions.includeUsage());
    }

    /** The caller's limit of completion tokens per choice, or null; the newer field wins as at OpenAI. */
    public Integer completionLimit() {
        return maxCompletionTokens != null ? maxCompletionTokens : maxTokens;
    }

    /** The most completion tokens per choice that a provider may read out of it, or null: some know one of the fields only. */
    public Integer loosestCompletionLimit() {
        return maxTokens != null && maxCompletionTokens != null
                ? Integer.valueOf(Math.max(maxTokens, maxCompletionTokens))
                : completionLimit();
    }

    /** How many answers are asked for; 1 unless said. */
    public int choices() {
        return n == null ? 1 : n;
    }

    /** The same request for another model, with other stream options. */
    public ChatRequest forTarget(String targetModel, StreamOptions options) {
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

    /** The same request with other messages. */
    public ChatRequest withMessages(List<Message> others) {
        return new ChatRequest(
                model,
                others,
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

    /** The same request, which asks for this model first. */
    public ChatRequest withModel(String first) {
        return new ChatRequest(
                first,
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
