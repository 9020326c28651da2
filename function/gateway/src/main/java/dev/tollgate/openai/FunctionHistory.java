package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns function calls of a history into tool calls. The old form has no ids: a result belongs to the last call of its
 * function that has none yet. Ids are made from positions, so they are the same in every request of a conversation.
 */
final class FunctionHistory {
    private static final String FUNCTION_CALL = "function_call";
    private static final String FUNCTION = "function";

    private final List<Message> converted = new ArrayList<>();
    private final Map<String, String> unansweredByFunction = new LinkedHashMap<>();

    private FunctionHistory() {}

    /**
     * The same messages with tool calls and their results.
     *
     * @throws GatewayException of a 400 kind that names the field
     */
    static List<Message> asToolCalls(List<Message> messages) {
        if (messages.stream().noneMatch(FunctionHistory::isOld)) {
            return messages;
        }
        FunctionHistory history = new FunctionHistory();
        for (int i = 0; i < messages.size(); i++) {
            history.add(messages.get(i), i);
        }
        return history.converted;
    }

    private static boolean isOld(Message message) {
        return message.role() == Role.FUNCTION || message.extra().containsKey(FUNCTION_CALL);
    }

    private void add(Message message, int position) {
        String path = "messages[" + position + "]";
        if (message.role() == Role.FUNCTION) {
            addResult(message, path, position);
        } else if (message.extra().containsKey(FUNCTION_CALL)) {
            addCall(message, path, position);
        } else {
            converted.add(message);
        }
    }

    private void addCall(Message message, String path, int position) {
        Map<String, JsonNode> others = new LinkedHashMap<>(message.extra());
        JsonNode call = others.remove(FUNCTION_CALL);
        List<ToolCall> calls = message.toolCalls();
        if (calls == null && call != null && call.isObject()) {
            String name = LegacyFunctions.text(call, "name", path + "." + FUNCTION_CALL);
            calls = List.of(call(id(position), name, arguments(call.path("arguments"))));
            unansweredByFunction.put(name, id(position));
        }
        converted.add(new Message(message.role(), message.content(), message.name(), calls, null, others));
    }

    /** Some clients send them as an object, not as its text. */
    private static String arguments(JsonNode sent) {
        return sent.isObject() ? sent.toString() : sent.asText("{}");
    }

    private void addResult(Message message, String path, int position) {
        String name = message.name();
        if (name == null) {
            throw GatewayException.of(
                    ErrorKind.MISSING_PARAMETER, path + ".name", "Missing required parameter: '" + path + ".name'.");
        }
        String id = unansweredByFunction.remove(name);
        if (id == null) {
            id = id(position);
            addCallOf(id, name);
        }
        converted.add(new Message(Role.TOOL, message.content(), null, null, id, message.extra()));
    }

    /** Callers may cut the message with the call off, or write a result themselves. A tool's result must follow its call. */
    private void addCallOf(String id, String name) {
        converted.add(new Message(Role.ASSISTANT, null, null, List.of(call(id, name, "{}")), null, Map.of()));
    }

    private static ToolCall call(@Nullable String id, String name, String arguments) {
        return new ToolCall(null, id, FUNCTION, new ToolCall.Function(name, arguments, Map.of()), Map.of());
    }

    private static String id(int position) {
        return "call_function_" + position;
    }
}
