package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What Bedrock sends: whole replies, and the events of streamed ones. */
final class BedrockWire {
    private BedrockWire() {}

    /** A whole reply. */
    record Reply(Output output, String stopReason, Tokens usage, JsonNode trace) {}

    /** What a whole reply holds of the model. */
    record Output(Said message) {}

    /** The model's message. */
    record Said(List<Block> content) {}

    /** A block of a message: one of these, or something that is not known here. */
    record Block(String text, ToolUse toolUse, Reasoning reasoningContent, Cited citationsContent) {}

    /** A call of a tool; its input is there in a whole reply only. */
    record ToolUse(String toolUseId, String name, JsonNode input) {}

    /** Text with the places that it relies on. */
    record Cited(List<Text> content, List<JsonNode> citations) {}

    /** A piece of cited text. */
    record Text(String text) {}

    /**
     * Thinking: {@code reasoningText} in a whole reply, {@code text} and {@code signature} in a stream.
     *
     * @param redactedContent thinking that only the provider can read, in base64
     */
    record Reasoning(ReasoningText reasoningText, String text, String signature, String redactedContent) {

        /** The text in either form, or null. */
        String anyText() {
            return reasoningText == null ? text : reasoningText.text();
        }

        /** The signature in either form, or null. */
        String anySignature() {
            return reasoningText == null ? signature : reasoningText.signature();
        }
    }

    /** Thinking in whole. */
    record ReasoningText(String text, String signature) {}

    /** The provider's count. */
    record Tokens(Long inputTokens, Long outputTokens, Long cacheReadInputTokens, Long cacheWriteInputTokens) {}

    /** One event of a stream (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ConverseStream.html). */
    sealed interface Event {

        /** A block begins; Bedrock leaves it out before text. */
        record BlockStart(int contentBlockIndex, Start start) implements Event {}

        /** More of a block. */
        record BlockDelta(int contentBlockIndex, Piece delta) implements Event {}

        /** A block is complete. */
        record BlockStop(int contentBlockIndex) implements Event {}

        /** The message is complete. */
        record MessageStop(String stopReason) implements Event {}

        /** The count; it comes before or after the message's end. */
        record Metadata(Tokens usage, JsonNode trace) implements Event {}

        /** The stream failed. */
        record Failed(String type, String body) implements Event {}

        /** The message's begin, which says nothing, and kinds that are not known. */
        record Ignored() implements Event {}
    }

    /** What begins; null for text and thinking. */
    record Start(ToolUse toolUse) {}

    /** More of one of these. */
    record Piece(String text, Input toolUse, Reasoning reasoningContent, JsonNode citation) {}

    /** More of a tool's input, as a piece of JSON text. */
    record Input(String input) {}
}
