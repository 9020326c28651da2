package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Embedding;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;

/** What providers with OpenAI's API really send: a reply or an event of one, more loosely typed than OpenAI's own. */
final class CompatibleWire {
    private CompatibleWire() {}

    /** A whole reply, or a stream's event. */
    record Reply(
            String id,
            JsonNode object,
            Long created,
            String model,
            List<Choice> choices,
            JsonNode usage,
            @JsonProperty("x_groq") JsonNode groq,
            JsonNode error,
            @JsonAnySetter Map<String, JsonNode> extra) {}

    /** {@code message} in a whole reply, {@code delta} in an event. */
    record Choice(
            Integer index,
            Spoken delta,
            Spoken message,
            @JsonProperty("finish_reason") String finishReason,
            JsonNode logprobs,
            @JsonAnySetter Map<String, JsonNode> extra) {}

    /**
     * What the model says.
     *
     * @param content a string, or typed parts (Mistral)
     * @param reasoning what Groq and OpenRouter call {@code reasoning_content}
     */
    record Spoken(
            String role,
            JsonNode content,
            @JsonProperty("reasoning_content") String reasoningContent,
            JsonNode reasoning,
            String refusal,
            @JsonProperty("tool_calls") List<ToolCall> toolCalls,
            @JsonAnySetter Map<String, JsonNode> extra) {}

    /** A reply with vectors. */
    record Embedded(JsonNode object, List<WireEmbedding> data, String model, TokenCount usage, JsonNode error) {}

    /** One vector, in either form, whichever was asked for. */
    record WireEmbedding(
            Integer index, @JsonProperty("embedding") Embedding vector) {}

    /** Absent counts are 0. */
    record TokenCount(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("total_tokens") long totalTokens) {}
}
