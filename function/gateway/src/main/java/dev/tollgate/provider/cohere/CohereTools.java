package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tools that the model may call, and whether it must (https://docs.cohere.com/docs/tool-use-overview).
 *
 * @param choice {@code REQUIRED}, {@code NONE}, or null
 * @param strict true where calls must keep to the parameters to the letter; null where nothing is said
 */
record CohereTools(List<Tool> functions, String choice, JsonNode strict) {
    private static final String STRICT = "strict";

    static CohereTools of(List<Tool> tools, ToolChoice choice, UnsupportedFields unsupported) {
        List<Tool> functions = new ArrayList<>();
        List<String> strict = new ArrayList<>();
        for (int i = 0; tools != null && i < tools.size(); i++) {
            Tool tool = tools.get(i);
            if (tool == null || tool.function() == null) {
                unsupported.report("tools[" + i + "]", "knows functions only");
            } else if (isOffered(tool, choice)) {
                report("tools[" + i + "].", tool.extra(), unsupported);
                report("tools[" + i + "].function.", tool.function().extra(), unsupported);
                functions.add(function(tool.function()));
                if (isStrict(tool)) {
                    strict.add("tools[" + i + "].function." + STRICT);
                }
            }
        }
        requireNamed(choice, functions);
        return new CohereTools(
                functions,
                word(choice, functions.isEmpty(), unsupported),
                allOrNone(strict, functions.size(), unsupported));
    }

    /** Cohere can be made to call some tool, not a certain one: so that one is all it is offered. */
    private static boolean isOffered(Tool tool, ToolChoice choice) {
        return !(choice instanceof ToolChoice.Named(String name))
                || name.equals(tool.function().name());
    }

    private static void requireNamed(ToolChoice choice, List<Tool> functions) {
        if (choice instanceof ToolChoice.Named(String name) && functions.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "tool_choice",
                    "Invalid value for 'tool_choice': no tool is called '" + name + "'.");
        }
    }

    private static boolean isStrict(Tool tool) {
        JsonNode strict = tool.function().extra().get(STRICT);
        return strict != null && strict.asBoolean();
    }

    private static void report(String path, Map<String, JsonNode> extra, UnsupportedFields unsupported) {
        extra.forEach((field, value) -> {
            if (!field.equals(STRICT) && !value.isNull()) {
                unsupported.report(path + field, "does not support it");
            }
        });
    }

    /** Cohere requires parameters; without them a function has none, says OpenAI. */
    private static Tool function(Tool.Function function) {
        JsonNode parameters = function.parameters();
        boolean none = parameters == null || parameters.isNull();
        return new Tool(
                "function",
                new Tool.Function(function.name(), function.description(), none ? noParameters() : parameters, null),
                null);
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static String word(ToolChoice choice, boolean noTools, UnsupportedFields unsupported) {
        return switch (choice) {
            case ToolChoice.Auto() -> null;
            case ToolChoice.None() -> noTools ? null : "NONE";
            case ToolChoice.Required _, ToolChoice.Named _ -> "REQUIRED";
            case ToolChoice.Other _ -> {
                unsupported.report("tool_choice", "knows auto, none, required, and a function by name only");
                yield null;
            }
        };
    }

    /** OpenAI is strict with each function for itself, Cohere with all of them or none. */
    private static JsonNode allOrNone(List<String> strict, int functions, UnsupportedFields unsupported) {
        if (strict.isEmpty()) {
            return null;
        }
        if (strict.size() < functions) {
            strict.forEach(field -> unsupported.report(field, "is strict with all tools or with none"));
            return null;
        }
        return BooleanNode.TRUE;
    }
}
