package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ToolCall;
import java.util.List;

/** What Cohere replies, whole (https://docs.cohere.com/reference/chat) or in events (https://docs.cohere.com/docs/streaming). */
final class CohereWire {
    private CohereWire() {}

    /** A whole reply. */
    record Reply(
            String id,
            @JsonProperty("finish_reason") String finishReason,
            Message message,
            JsonNode usage,
            List<Logprobs> logprobs) {}

    /** All that the model says, in a whole reply. */
    record Message(
            List<Block> content,
            @JsonProperty("tool_plan") String toolPlan,
            @JsonProperty("tool_calls") List<ToolCall> toolCalls,
            List<JsonNode> citations) {}

    /** A block of content, or a piece of one: {@code text} in the one kind, {@code thinking} in the other. */
    record Block(String text, String thinking) {}

    /** The log probabilities of the tokens in a piece of text. */
    record Logprobs(String text, @JsonProperty("token_ids") List<Long> tokenIds, List<Double> logprobs) {}

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

        /** The reply has an id. */
        record MessageStart(String id) implements Event {}

        /** A block of content begins. */
        record ContentStart(int index, Delta delta) implements Event {}

        /** It goes on. */
        record ContentDelta(int index, Delta delta, Logprobs logprobs) implements Event {}

        /** It ends. */
        record ContentEnd(int index) implements Event {}

        /** More of what the model means to do with its tools. */
        record ToolPlanDelta(Delta delta) implements Event {}

        /** A tool call begins, with id and name. */
        record ToolCallStart(int index, Delta delta) implements Event {}

        /** Its arguments go on. */
        record ToolCallDelta(int index, Delta delta) implements Event {}

        /** A citation, whole. */
        record CitationStart(Delta delta) implements Event {}

        /** The end, for better or worse. */
        record MessageEnd(End delta) implements Event {}

        /** What says nothing new ({@code tool-call-end}, {@code citation-end}, {@code debug}), or is not known: or an error. */
        record Other(String type, JsonNode message, JsonNode error) implements Event {}
    }

    /** What an event adds. */
    record Delta(Piece message) {}

    /** One piece of a message, of one of these kinds. */
    record Piece(
            Block content,
            @JsonProperty("tool_plan") String toolPlan,
            @JsonProperty("tool_calls") ToolCall toolCall,
            @JsonProperty("citations") JsonNode citation) {}

    /**
     * How a reply ended.
     *
     * @param error what went wrong, where the reason is {@code ERROR}
     */
    record End(@JsonProperty("finish_reason") String finishReason, String error, JsonNode usage) {}
}
