package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bedrock's replies, and the events of streamed ones. Any field may be absent. */
final class BedrockWire {
    private BedrockWire() {}

    /** A buffered reply. */
    record Reply(
            @Nullable Output output,
            @Nullable String stopReason,
            @Nullable WireUsage usage,
            @Nullable JsonNode trace,
            @Nullable JsonNode serviceTier) {}

    /** The output of a buffered reply. */
    record Output(@Nullable WireMessage message) {}

    /** The model's message. */
    record WireMessage(@Nullable List<Block> content) {}

    /** A block of a message: it has one of these fields, or an unknown one. */
    record Block(
            @Nullable String text,
            @Nullable ToolUse toolUse,
            @Nullable Reasoning reasoningContent,
            @Nullable CitedContent citationsContent) {}

    /** A tool call. Only buffered replies have its input. */
    record ToolUse(
            @Nullable String toolUseId,
            @Nullable String name,
            @Nullable JsonNode input) {}

    /** Text with its citations. */
    record CitedContent(
            @Nullable List<Text> content, @Nullable List<JsonNode> citations) {}

    /** A piece of cited text. */
    record Text(@Nullable String text) {}

    /**
     * Thinking: {@code reasoningText} in a buffered reply, {@code text} and {@code signature} in a stream.
     *
     * @param redactedContent thinking that only the provider can read, in Base64
     */
    record Reasoning(
            @Nullable ReasoningText reasoningText,
            @Nullable String text,
            @Nullable String signature,
            @Nullable String redactedContent) {
        /** The text in either form. */
        @Nullable
        String anyText() {
            return reasoningText == null ? text : reasoningText.text();
        }

        /** The signature in either form. */
        @Nullable
        String anySignature() {
            return reasoningText == null ? signature : reasoningText.signature();
        }
    }

    /** Complete thinking. */
    record ReasoningText(@Nullable String text, @Nullable String signature) {}

    /** The usage that Bedrock reports. */
    record WireUsage(
            @Nullable JsonNode inputTokens,
            @Nullable JsonNode outputTokens,
            @Nullable JsonNode cacheReadInputTokens,
            @Nullable JsonNode cacheWriteInputTokens,
            @Nullable List<@Nullable CacheDetail> cacheDetails) {}

    /** The tokens that were written to the cache for one length of time, such as {@code 5m} or {@code 1h}. */
    record CacheDetail(@Nullable String ttl, @Nullable JsonNode inputTokens) {}

    /** One event of a stream (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html). */
    sealed interface Event {

        /** The start of a block. Bedrock does not send it for text. */
        record BlockStart(int contentBlockIndex, @Nullable Start start) implements Event {}

        /** More content of a block. */
        record BlockDelta(int contentBlockIndex, @Nullable ContentDelta delta) implements Event {}

        /** The end of a block. */
        record BlockStop(int contentBlockIndex) implements Event {}

        /** The end of the message. */
        record MessageStop(@Nullable String stopReason) implements Event {}

        /** The usage, which comes before or after the end of the message. */
        record Metadata(
                @Nullable WireUsage usage,
                @Nullable JsonNode trace,
                @Nullable JsonNode serviceTier) implements Event {}

        /** An error that ends the stream. */
        record Failed(String type, String body) implements Event {}

        /** The start of the message, which has no content, or an unknown event. */
        record Ignored() implements Event {}
    }

    /** The start of a block; it has a tool call or nothing. */
    record Start(@Nullable ToolUse toolUse) {}

    /** More content, in one of these fields. */
    record ContentDelta(
            @Nullable String text,
            @Nullable ToolInput toolUse,
            @Nullable Reasoning reasoningContent,
            @Nullable JsonNode citation) {}

    /** More of a tool's input, as a piece of JSON text. */
    record ToolInput(@Nullable String input) {}
}
