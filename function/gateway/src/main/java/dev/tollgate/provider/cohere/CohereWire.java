package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cohere's replies, buffered (https://docs.cohere.com/reference/chat) or as events (https://docs.cohere.com/docs/streaming). Any
 * field may be absent.
 */
final class CohereWire {
    private CohereWire() {}

    /**
     * A buffered reply.
     *
     * @param message always there, because {@link CohereReply} treats a body without one as an error
     */
    record Reply(
            @Nullable String id,
            @JsonProperty("finish_reason") @Nullable String finishReason,
            Message message,
            @Nullable JsonNode usage,
            @Nullable List<Logprobs> logprobs) {}

    /** The model's message in a buffered reply. */
    record Message(
            @Nullable List<@Nullable Block> content,
            @JsonProperty("tool_plan") @Nullable String toolPlan,
            @JsonProperty("tool_calls") @Nullable List<@Nullable ToolCall> toolCalls,
            @Nullable List<JsonNode> citations) {}

    /** A block of content, or a piece of one, with either {@code text} or {@code thinking}. */
    record Block(@Nullable String text, @Nullable String thinking) {}

    /** The log probabilities of the tokens in a piece of text. */
    record Logprobs(
            @Nullable String text,
            @JsonProperty("token_ids") @Nullable List<Long> tokenIds,
            @Nullable List<Double> logprobs) {}

    /** One event of a stream. */
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXISTING_PROPERTY,
            property = "type",
            defaultImpl = Event.Other.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Event.MessageStart.class, name = "message-start"),
        @JsonSubTypes.Type(value = Event.ContentStart.class, name = "content-start"),
        @JsonSubTypes.Type(value = Event.ContentDelta.class, name = "content-delta"),
        @JsonSubTypes.Type(value = Event.ContentEnd.class, name = "content-end"),
        @JsonSubTypes.Type(value = Event.ToolPlanDelta.class, name = "tool-plan-delta"),
        @JsonSubTypes.Type(value = Event.ToolCallStart.class, name = "tool-call-start"),
        @JsonSubTypes.Type(value = Event.ToolCallDelta.class, name = "tool-call-delta"),
        @JsonSubTypes.Type(value = Event.CitationStart.class, name = "citation-start"),
        @JsonSubTypes.Type(value = Event.MessageEnd.class, name = "message-end")
    })
    sealed interface Event {

        /** The start of the reply, with its id. */
        record MessageStart(@Nullable String id) implements Event {}

        /** The start of a block of content. */
        record ContentStart(int index, @Nullable Delta delta) implements Event {}

        /** More of a block. */
        record ContentDelta(
                int index, @Nullable Delta delta, @Nullable Logprobs logprobs) implements Event {}

        /** The end of a block. */
        record ContentEnd(int index) implements Event {}

        /** More of the model's plan for its tool calls. */
        record ToolPlanDelta(@Nullable Delta delta) implements Event {}

        /** The start of a tool call, with id and name. */
        record ToolCallStart(int index, @Nullable Delta delta) implements Event {}

        /** More of a call's arguments. */
        record ToolCallDelta(int index, @Nullable Delta delta) implements Event {}

        /** A complete citation. */
        record CitationStart(@Nullable Delta delta) implements Event {}

        /** The end of the reply, or its failure. */
        record MessageEnd(@Nullable End delta) implements Event {}

        /** An event without content ({@code tool-call-end}, {@code citation-end}, {@code debug}), an unknown one, or an error. */
        record Other(
                @Nullable String type,
                @Nullable JsonNode message,
                @Nullable JsonNode error) implements Event {}
    }

    /** The content that an event adds. */
    record Delta(@Nullable MessagePiece message) {}

    /** A piece of a message, in one of these fields. */
    record MessagePiece(
            @Nullable Block content,
            @JsonProperty("tool_plan") @Nullable String toolPlan,
            @JsonProperty("tool_calls") @Nullable ToolCall toolCall,
            @JsonProperty("citations") @Nullable JsonNode citation) {}

    /**
     * The end of a reply.
     *
     * @param error the message, where the reason is {@code ERROR}
     */
    record End(
            @JsonProperty("finish_reason") @Nullable String finishReason,
            @Nullable String error,
            @Nullable JsonNode usage) {}
}
