package dev.tollgate.guardrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ToolCall;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A place in an answer where a model may say something; a stream says a piece of it at a time. */
enum AnswerChannel {
    CONTENT,
    REASONING,
    REFUSAL,
    ARGUMENTS,
    NESTED_ARGUMENTS,
    TRANSCRIPT,
    REASONING_STEP,
    TOOL_NAME,
    ANNOTATION,
    NAME_OF_FIELD,
    NAME_IN_LIST,
    THINKING_BLOCK,
    FIELD_OF_CHOICE,
    FIELD_OF_EVENT,
    TOKENS;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Whether a stream may say it in pieces. */
    boolean comesInPieces() {
        return compareTo(TOOL_NAME) < 0 || this == TOKENS;
    }

    /** What comes before a text in its pieces, and after it. */
    String wrapped(String text) {
        return switch (this) {
            case ARGUMENTS -> "{\"a\": \"" + text + "\"}";
            case NESTED_ARGUMENTS -> "{\"a\": \"{\\\"b\\\": \\\"" + text + "\\\"}\"}";
            default -> text;
        };
    }

    /** An event with a piece. */
    ChatChunk event(String piece, boolean first) {
        return switch (this) {
            case CONTENT -> delta(new Delta(null, piece, null, null, null, Map.of()));
            case REASONING -> delta(new Delta(null, null, piece, null, null, Map.of()));
            case REFUSAL -> delta(new Delta(null, null, null, piece, null, Map.of()));
            case ARGUMENTS, NESTED_ARGUMENTS -> delta(call(first ? "lookup" : null, piece, first));
            case TOOL_NAME -> delta(call(piece, "{}", first));
            case TRANSCRIPT -> field("audio", object("id", "audio").put("transcript", piece));
            case REASONING_STEP -> field("reasoning_details", JSON.arrayNode().add(step(piece)));
            case ANNOTATION -> field("annotations", JSON.arrayNode().add(object("title", piece)));
            case NAME_OF_FIELD -> field("parsed", JSON.objectNode().put(piece, 1));
            case NAME_IN_LIST ->
                field("annotations", JSON.arrayNode().add(JSON.objectNode().put(piece, 1)));
            case THINKING_BLOCK ->
                field(
                        "thinking_blocks",
                        JSON.arrayNode().add(object("thinking", piece).put("signature", "sig")));
            case FIELD_OF_CHOICE -> choice(said(), null, Map.of("comment", TextNode.valueOf(piece)), Map.of());
            case FIELD_OF_EVENT ->
                choice(
                        said(),
                        null,
                        Map.of(),
                        Map.of("citations", JSON.arrayNode().add(piece)));
            case TOKENS -> choice(Delta.EMPTY, tokens(piece), Map.of(), Map.of());
        };
    }

    private static ObjectNode step(String piece) {
        return object("type", "reasoning.text").put("text", piece).put("index", 0);
    }

    private static Delta said() {
        return new Delta(null, "said", null, null, null, Map.of());
    }

    private static Delta call(@Nullable String name, String arguments, boolean first) {
        ToolCall.Function function = new ToolCall.Function(name, arguments, Map.of());
        ToolCall call = first
                ? new ToolCall(0, "call", "function", function, Map.of())
                : new ToolCall(0, null, null, function, Map.of());
        return new Delta(null, null, null, null, List.of(call), Map.of());
    }

    private static JsonNode tokens(String piece) {
        ObjectNode token = object("token", piece)
                .put("logprob", -1)
                .set("bytes", JSON.arrayNode().add(65));
        token.set("top_logprobs", JSON.arrayNode().add(object("token", piece)));
        return JSON.objectNode().set("content", JSON.arrayNode().add(token));
    }

    private static ObjectNode object(String field, String value) {
        return JSON.objectNode().put(field, value);
    }

    private static ChatChunk field(String name, JsonNode value) {
        return delta(new Delta(null, null, null, null, null, Map.of(name, value)));
    }

    private static ChatChunk delta(Delta delta) {
        return choice(delta, null, Map.of(), Map.of());
    }

    private static ChatChunk choice(
            Delta delta, @Nullable JsonNode logprobs, Map<String, JsonNode> ofChoice, Map<String, JsonNode> ofEvent) {
        return new ChatChunk(
                "id", null, 1L, "m", List.of(new ChatChunk.Choice(0, delta, logprobs, null, ofChoice)), null, ofEvent);
    }

    /** The last event of a choice. */
    static ChatChunk finish() {
        ChatChunk.Choice choice = new ChatChunk.Choice(0, Delta.EMPTY, null, "stop", Map.of());
        return new ChatChunk("id", null, 1L, "m", List.of(choice), null, Map.of());
    }
}
