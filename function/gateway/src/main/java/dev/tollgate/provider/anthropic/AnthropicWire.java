package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What Anthropic replies: a message (https://platform.claude.com/docs/en/api/messages), or the events that build one
 * (https://platform.claude.com/docs/en/build-with-claude/streaming). Both are told to be read with unknown fields and
 * kinds: the first are skipped, the second have a record of their own.
 */
final class AnthropicWire {
    private AnthropicWire() {}

    /** One event of a stream. */
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXISTING_PROPERTY,
            property = "type",
            defaultImpl = Event.Ignored.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Event.MessageStart.class, name = "message_start"),
        @JsonSubTypes.Type(value = Event.BlockStart.class, name = "content_block_start"),
        @JsonSubTypes.Type(value = Event.BlockDelta.class, name = "content_block_delta"),
        @JsonSubTypes.Type(value = Event.BlockStop.class, name = "content_block_stop"),
        @JsonSubTypes.Type(value = Event.MessageDelta.class, name = "message_delta"),
        @JsonSubTypes.Type(value = Event.MessageStop.class, name = "message_stop"),
        @JsonSubTypes.Type(value = Event.Failed.class, name = "error")
    })
    sealed interface Event {
        record MessageStart(Message message) implements Event {}

        record BlockStart(
                int index, @JsonProperty("content_block") Block block) implements Event {}

        record BlockDelta(int index, ContentDelta delta) implements Event {}

        record BlockStop(int index) implements Event {}

        record MessageDelta(Stop delta, WireUsage usage) implements Event {}

        record MessageStop() implements Event {}

        record Failed(JsonNode error) implements Event {}

        /** A ping, and every kind that is not known yet. */
        record Ignored() implements Event {}
    }

    /** A message: whole, or as it begins. With {@code error}, none at all. */
    record Message(
            String id,
            String model,
            List<Block> content,
            WireUsage usage,
            JsonNode error,
            @JsonProperty("stop_reason") String stopReason,
            @JsonProperty("stop_sequence") String stopSequence,
            @JsonProperty("stop_details") JsonNode stopDetails,
            JsonNode container) {

        Stop stop() {
            return new Stop(stopReason, stopSequence, stopDetails, container);
        }
    }

    /** Why a message ended. */
    record Stop(
            @JsonProperty("stop_reason") String reason,
            @JsonProperty("stop_sequence") String sequence,
            @JsonProperty("stop_details") JsonNode details,
            JsonNode container) {}

    /** One block of a message: whole, or as it begins. */
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXISTING_PROPERTY,
            property = "type",
            visible = true,
            defaultImpl = Block.Other.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Block.Text.class, name = "text"),
        @JsonSubTypes.Type(value = Block.Thinking.class, name = "thinking"),
        @JsonSubTypes.Type(value = Block.Redacted.class, name = "redacted_thinking"),
        @JsonSubTypes.Type(value = Block.ToolUse.class, name = "tool_use")
    })
    sealed interface Block {
        record Text(String text, List<JsonNode> citations) implements Block {}

        record Thinking(String thinking, String signature) implements Block {}

        record Redacted(String data) implements Block {}

        record ToolUse(String id, String name, JsonNode input) implements Block {}

        /** Such as those of Anthropic's own tools. */
        record Other(@JsonAnySetter Map<String, JsonNode> fields) implements Block {}
    }

    /** What a delta adds to a block. */
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXISTING_PROPERTY,
            property = "type",
            visible = true,
            defaultImpl = ContentDelta.Other.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ContentDelta.Text.class, name = "text_delta"),
        @JsonSubTypes.Type(value = ContentDelta.Thinking.class, name = "thinking_delta"),
        @JsonSubTypes.Type(value = ContentDelta.Signature.class, name = "signature_delta"),
        @JsonSubTypes.Type(value = ContentDelta.Input.class, name = "input_json_delta"),
        @JsonSubTypes.Type(value = ContentDelta.Citation.class, name = "citations_delta")
    })
    sealed interface ContentDelta {
        record Text(String text) implements ContentDelta {}

        record Thinking(String thinking) implements ContentDelta {}

        record Signature(String signature) implements ContentDelta {}

        record Input(@JsonProperty("partial_json") String json) implements ContentDelta {}

        record Citation(JsonNode citation) implements ContentDelta {}

        record Other(@JsonAnySetter Map<String, JsonNode> fields) implements ContentDelta {}
    }

    /** Tokens so far. Null is what was not said. */
    record WireUsage(
            @JsonProperty("input_tokens") Long input,
            @JsonProperty("cache_read_input_tokens") Long cacheRead,
            @JsonProperty("cache_creation_input_tokens") Long cacheWrite,
            @JsonProperty("output_tokens") Long output,
            @JsonProperty("output_tokens_details") JsonNode outputDetails,
            @JsonAnySetter Map<String, JsonNode> extra) {}
}
