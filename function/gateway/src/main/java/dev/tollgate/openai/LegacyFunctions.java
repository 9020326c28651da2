package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites requests of the time before tools: {@code functions}, {@code function_call} and messages of the role
 * {@code function} (https://platform.openai.com/docs/api-reference/chat/create#chat-create-functions). Frameworks still send
 * them, but only some of OpenAI's models accept them. From here on, the gateway knows tools only;
 * {@link LegacyFunctionCalls} gives the answer in the old form.
 */
public final class LegacyFunctions {
    private static final String FUNCTIONS = "functions";
    private static final String FUNCTION_CALL = "function_call";
    private static final String TOOL_CHOICE = "tool_choice";
    private static final String FUNCTION = "function";
    private static final String NAME = "name";

    private LegacyFunctions() {}

    /** Whether the caller offers functions in the old form, and so expects calls in that form. */
    public static boolean offeredIn(ChatRequest request) {
        return request.extra()
                        .getOrDefault(FUNCTIONS, JsonNodeFactory.instance.nullNode())
                        .size()
                > 0;
    }

    /**
     * The same request with tools in place of functions. A request without functions stays as it is.
     *
     * @throws GatewayException of a 400 kind that names the field, where the old form is broken or mixed with tools
     */
    public static ChatRequest asTools(ChatRequest request) {
        List<Message> messages = FunctionHistory.asToolCalls(request.messages());
        Map<String, JsonNode> fields = request.extra();
        if (!fields.containsKey(FUNCTIONS) && !fields.containsKey(FUNCTION_CALL)) {
            return messages.equals(request.messages()) ? request : request.withMessages(messages);
        }
        List<Tool> tools = request.tools();
        Map<String, JsonNode> others = new LinkedHashMap<>(fields);
        others.remove(FUNCTIONS);
        others.remove(FUNCTION_CALL);
        JsonNode functions = fields.get(FUNCTIONS);
        if (functions != null && !functions.isEmpty()) {
            if (tools != null && !tools.isEmpty()) {
                throw wrong(FUNCTIONS, "either functions or tools, got both");
            }
            tools = tools(functions);
            JsonNode choice = choice(fields.get(FUNCTION_CALL));
            if (choice != null) {
                others.put(TOOL_CHOICE, choice);
            }
        }
        return request.withMessages(messages).withTools(tools, others);
    }

    private static List<Tool> tools(JsonNode functions) {
        if (!functions.isArray()) {
            throw wrong(FUNCTIONS, "an array of functions");
        }
        List<Tool> tools = new ArrayList<>(functions.size());
        for (int i = 0; i < functions.size(); i++) {
            tools.add(new Tool(FUNCTION, function(functions.get(i), FUNCTIONS + "[" + i + "]"), Map.of()));
        }
        return tools;
    }

    private static Tool.Function function(JsonNode function, String path) {
        String name = text(function, NAME, path);
        Map<String, JsonNode> others = new LinkedHashMap<>();
        function.properties().forEach(field -> others.put(field.getKey(), field.getValue()));
        others.remove(NAME);
        JsonNode description = others.remove("description");
        JsonNode parameters = others.remove("parameters");
        return new Tool.Function(
                name,
                description == null ? null : description.textValue(),
                parameters == null || parameters.isNull() ? null : parameters,
                others);
    }

    /** The field {@code tool_choice} that means the same; null where the model decides. */
    private static @Nullable JsonNode choice(@Nullable JsonNode functionCall) {
        if (functionCall == null || functionCall.isNull()) {
            return null;
        }
        if (functionCall.isTextual()) {
            return switch (functionCall.textValue()) {
                case "auto" -> null;
                case "none" -> TextNode.valueOf("none");
                default -> throw wrong(FUNCTION_CALL, "auto, none, or a function by name");
            };
        }
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        choice.put("type", FUNCTION);
        choice.putObject(FUNCTION).put(NAME, text(functionCall, NAME, FUNCTION_CALL));
        return choice;
    }

    /** A text that the old form requires. */
    static String text(JsonNode fields, String field, String path) {
        JsonNode value = fields.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw GatewayException.of(
                    ErrorKind.MISSING_PARAMETER,
                    path + "." + field,
                    "Missing required parameter: '" + path + "." + field + "'.");
        }
        if (!value.isTextual()) {
            throw wrong(path + "." + field, "a string");
        }
        return value.textValue();
    }

    private static GatewayException wrong(String field, String expected) {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE, field, "Invalid value for '" + field + "': expected " + expected + ".");
    }
}
