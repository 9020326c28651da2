package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives tool calls in the form of the time before tools: {@code function_call} in a message or delta, and as finish reason.
 * That form holds one call, so a model that makes several at once has only its first one heard.
 */
public final class LegacyFunctionCalls {
    private static final String FUNCTION_CALL = "function_call";
    private static final String TOOL_CALLS = "tool_calls";

    private LegacyFunctionCalls() {}

    /** The same answer with {@code function_call} in place of tool calls. */
    public static ChatCompletion of(ChatCompletion completion) {
        List<ChatCompletion.Choice> choices = completion.choices().stream()
                .map(choice -> new ChatCompletion.Choice(
                        choice.index(),
                        message(choice.message()),
                        choice.logprobs(),
                        finishReason(choice.finishReason()),
                        choice.extra()))
                .toList();
        return new ChatCompletion(
                completion.id(),
                completion.object(),
                completion.created(),
                completion.model(),
                choices,
                completion.usage(),
                completion.extra());
    }

    /** The same event; the pieces of all calls but the first are left out. */
    public static ChatChunk of(ChatChunk chunk) {
        List<ChatChunk.Choice> choices = chunk.choices().stream()
                .map(choice -> choice.with(delta(choice.delta()), finishReason(choice.finishReason())))
                .toList();
        return chunk.with(choices, chunk.usage());
    }

    /** Whether an event has no word for its client, because only pieces of other calls were in it. */
    public static boolean addsNothing(ChatChunk event) {
        return event.choices().stream()
                .allMatch(choice -> choice.delta().addsNothing()
                        && choice.finishReason() == null
                        && choice.logprobs() == null
                        && choice.extra().isEmpty());
    }

    private static ChatCompletion.AssistantMessage message(ChatCompletion.AssistantMessage message) {
        List<ToolCall> calls = message.toolCalls();
        if (calls == null || calls.isEmpty()) {
            return message;
        }
        return new ChatCompletion.AssistantMessage(
                message.role(),
                message.content(),
                message.reasoningContent(),
                message.refusal(),
                null,
                with(message.extra(), calls.getFirst().function()));
    }

    private static Delta delta(Delta delta) {
        List<ToolCall> pieces = delta.toolCalls();
        if (pieces == null) {
            return delta;
        }
        Map<String, JsonNode> extra = delta.extra();
        for (ToolCall piece : pieces) {
            if (piece.index() == null || piece.index() == 0) {
                extra = with(extra, piece.function());
            }
        }
        return new Delta(delta.role(), delta.content(), delta.reasoningContent(), delta.refusal(), null, extra);
    }

    private static Map<String, JsonNode> with(Map<String, JsonNode> extra, ToolCall.@Nullable Function function) {
        if (function == null) {
            return extra;
        }
        ObjectNode call = JsonNodeFactory.instance.objectNode();
        if (function.name() != null) {
            call.put("name", function.name());
        }
        if (function.arguments() != null) {
            call.put("arguments", function.arguments());
        }
        Map<String, JsonNode> more = new LinkedHashMap<>(extra);
        more.put(FUNCTION_CALL, call);
        return more;
    }

    private static @Nullable String finishReason(@Nullable String reason) {
        return TOOL_CALLS.equals(reason) ? FUNCTION_CALL : reason;
    }
}
