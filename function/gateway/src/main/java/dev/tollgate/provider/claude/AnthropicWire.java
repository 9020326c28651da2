package dev.tollgate.provider.claude;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's replies: a message (https://platform.claude.com/docs/en/api/messages), or the events that build one
 * (https://platform.claude.com/docs/en/build-with-claude/streaming). Anthropic may add fields and types at any time: Jackson
 * skips unknown fields, and each unknown type becomes a record for it. Jackson passes null for a map without entries.
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
        record MessageStart(@Nullable Message message) implements Event {}

        record BlockStart(
                int index,
                @JsonProperty("content_block") @Nullable Block block) implements Event {}

        record BlockDelta(int index, @Nullable ContentDelta delta) implements Event {}

        record BlockStop(int index) implements Event {}

        record MessageDelta(@Nullable Stop delta, @Nullable WireUsage usage) implements Event {}

        record MessageStop() implements Event {}

        record Failed(@Nullable JsonNode error) implements Event {}

        /**
         * A ping, or an event of an unknown type.
         *
         * @param error what a server with this API sends without any type
         */
        record Ignored(@Nullable JsonNode error) implements Event {}
    }

    /** A complete message, or its start; with {@code error}, an error instead. */
    record Message(
            @Nullable String id,
            @Nullable String model,
            @Nullable List<@Nullable Block> content,
            @Nullable WireUsage usage,
            @Nullable JsonNode error,
            @JsonProperty("stop_reason") @Nullable String stopReason,
            @JsonProperty("stop_sequence") @Nullable String stopSequence,
            @JsonProperty("stop_details") @Nullable JsonNode stopDetails,
            @Nullable JsonNode container) {

        Stop stop() {
            return new Stop(stopReason, stopSequence, stopDetails, container);
        }
    }

    /** Why a message ended. */
    record Stop(
            @JsonProperty("stop_reason") @Nullable String reason,
            @JsonProperty("stop_sequence") @Nullable String sequence,
            @JsonProperty("stop_details") @Nullable JsonNode details,
            @Nullable JsonNode container) {}

    /** One complete block of a message, or its start. */
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
        record Text(@Nullable String text, @Nullable List<JsonNode> citations) implements Block {}

        record Thinking(@Nullable String thinking, @Nullable String signature) implements Block {}

        record Redacted(@Nullable String data) implements Block {}

        record ToolUse(
                @Nullable String id,
                @Nullable String name,
                @Nullable JsonNode input) implements Block {}

        /** A block of any other type, such as those of Anthropic's own tools. */
        record Other(@JsonAnySetter Map<String, JsonNode> fields) implements Block {
            public Other {
                fields = fields == null ? Map.of() : fields;
            }
        }
    }

    /** The content that a delta adds to a block. */
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
        record Text(@Nullable String text) implements ContentDelta {}

        record Thinking(@Nullable String thinking) implements ContentDelta {}

        record Signature(@Nullable String signature) implements ContentDelta {}

        record Input(@JsonProperty("partial_json") @Nullable String json) implements ContentDelta {}

        record Citation(@Nullable JsonNode citation) implements ContentDelta {}

        record Other(@JsonAnySetter Map<String, JsonNode> fields) implements ContentDelta {
            public Other {
                fields = fields == null ? Map.of() : fields;
            }
        }
    }

    /** The tokens so far. */
    record WireUsage(
            @JsonProperty("input_tokens") @Nullable JsonNode input,

            @JsonProperty("cache_read_input_tokens") @Nullable
            JsonNode cacheRead,

            @JsonProperty("cache_creation_input_tokens") @Nullable
            JsonNode cacheWrite,

            @JsonProperty("output_tokens") @Nullable JsonNode output,
            @JsonProperty("output_tokens_details") @Nullable JsonNode outputDetails,
            @JsonAnySetter Map<String, JsonNode> extra) {
        WireUsage {
            extra = extra == null ? Map.of() : extra;
        }
    }
}
