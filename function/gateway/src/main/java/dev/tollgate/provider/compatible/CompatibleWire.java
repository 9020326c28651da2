package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.Embedding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What providers with OpenAI's API really send, more loosely typed than OpenAI's own replies. Any field may be absent. Jackson
 * passes null for {@code extra} where there are no other fields.
 */
final class CompatibleWire {
    private CompatibleWire() {}

    /** A buffered reply, or an event of a streamed one. */
    record Reply(
            @Nullable String id,
            @Nullable JsonNode object,
            @Nullable JsonNode created,
            @Nullable String model,
            @Nullable List<@Nullable Choice> choices,
            @Nullable JsonNode usage,
            @JsonProperty("x_groq") @Nullable JsonNode groq,
            @Nullable JsonNode error,
            @JsonAnySetter Map<String, JsonNode> extra) {
        Reply {
            extra = extra == null ? Map.of() : extra;
        }
    }

    /**
     * One choice: a {@code message} in a buffered reply, a {@code delta} in an event.
     *
     * @param usage of a stream, where Moonshot puts it
     * @param error the failure of a provider behind OpenRouter
     */
    record Choice(
            @Nullable Integer index,
            @Nullable WireMessage delta,
            @Nullable WireMessage message,
            @JsonProperty("finish_reason") @Nullable JsonNode finishReason,
            @Nullable JsonNode logprobs,
            @Nullable JsonNode usage,
            @Nullable JsonNode error,
            @JsonAnySetter Map<String, JsonNode> extra) {
        Choice {
            extra = extra == null ? Map.of() : extra;
        }
    }

    /**
     * The model's message, or a fragment of it.
     *
     * @param content a string, or typed parts (Mistral)
     * @param reasoning what Groq and OpenRouter send in place of {@code reasoning_content}
     * @param functionCall the only tool call, in the form that OpenAI had before there were tools
     */
    record WireMessage(
            @Nullable String role,
            @Nullable JsonNode content,
            @JsonProperty("reasoning_content") @Nullable JsonNode reasoningContent,
            @Nullable JsonNode reasoning,
            @Nullable String refusal,
            @JsonProperty("tool_calls") @Nullable List<@Nullable WireCall> toolCalls,
            @JsonProperty("function_call") @Nullable WireFunction functionCall,
            @JsonAnySetter Map<String, JsonNode> extra) {
        WireMessage {
            extra = extra == null ? Map.of() : extra;
        }

        /** The tool calls, in whichever form they are. */
        @Nullable
        List<@Nullable WireCall> calls() {
            boolean legacy = functionCall != null && (toolCalls == null || toolCalls.isEmpty());
            return legacy ? List.of(new WireCall(0, null, null, functionCall, Map.of())) : toolCalls;
        }
    }

    /** A tool call, or a piece of one. */
    record WireCall(
            @Nullable Integer index,
            @Nullable String id,
            @Nullable String type,
            @Nullable WireFunction function,
            @JsonAnySetter Map<String, JsonNode> extra) {
        WireCall {
            extra = extra == null ? Map.of() : extra;
        }
    }

    /**
     * The function that a call is for.
     *
     * @param arguments text, or an object (KoboldCpp, some proxies)
     */
    record WireFunction(
            @Nullable String name,
            @Nullable JsonNode arguments,
            @JsonAnySetter Map<String, JsonNode> extra) {
        WireFunction {
            extra = extra == null ? Map.of() : extra;
        }
    }

    /** A reply with embeddings. */
    record EmbeddingsReply(
            @Nullable JsonNode object,
            @Nullable List<@Nullable WireEmbedding> data,
            @Nullable String model,
            @Nullable TokenCount usage,
            @Nullable JsonNode error) {}

    /** One embedding, in whichever format the provider sends it. */
    record WireEmbedding(@Nullable Integer index, @Nullable Embedding embedding) {}

    /** The usage of a request for embeddings; an absent count is 0. */
    record TokenCount(
            @JsonProperty("prompt_tokens") long promptTokens,
            @JsonProperty("total_tokens") long totalTokens) {}
}
