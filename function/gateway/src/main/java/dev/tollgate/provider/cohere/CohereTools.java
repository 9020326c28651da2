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
import org.jspecify.annotations.Nullable;

/**
 * The tools that the model may call, and whether it must call one (https://docs.cohere.com/docs/tool-use-overview).
 *
 * @param choice {@code REQUIRED} or {@code NONE}; absent where the model decides
 * @param strict true where calls must match the parameters exactly; absent by default
 */
record CohereTools(
        List<Tool> functions,
        @Nullable String choice,
        @Nullable JsonNode strict) {
    private static final String STRICT = "strict";

    static CohereTools of(@Nullable List<Tool> requested, ToolChoice choice, UnsupportedFields unsupported) {
        List<Tool> tools = requested == null ? List.of() : requested;
        List<Tool> functions = new ArrayList<>();
        List<String> strict = new ArrayList<>();
        for (int i = 0; i < tools.size(); i++) {
            Tool tool = tools.get(i);
            Tool.Function function = tool.function();
            if (function == null) {
                unsupported.report("tools[" + i + "]", "supports only functions");
            } else if (isOffered(function, choice)) {
                drop("tools[" + i + "].", tool.extra(), unsupported);
                drop("tools[" + i + "].function.", function.extra(), unsupported);
                functions.add(withParameters(function));
                if (isStrict(function)) {
                    strict.add("tools[" + i + "].function." + STRICT);
                }
            }
        }
        requireNamed(choice, functions);
        return new CohereTools(
                functions,
                toolChoice(choice, functions.isEmpty(), unsupported),
                allOrNone(strict, functions.size(), unsupported));
    }

    /** A request can force Cohere to call a tool, but not a specific one. That tool is therefore the only one offered. */
    private static boolean isOffered(Tool.Function function, ToolChoice choice) {
        return !(choice instanceof ToolChoice.Named(String name)) || name.equals(function.name());
    }

    private static void requireNamed(ToolChoice choice, List<Tool> functions) {
        if (choice instanceof ToolChoice.Named(String name) && functions.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "tool_choice",
                    "Invalid value for 'tool_choice': no tool is called '" + name + "'.");
        }
    }

    private static boolean isStrict(Tool.Function function) {
        JsonNode strict = function.extra().get(STRICT);
        return strict != null && strict.asBoolean();
    }

    /**
     * Frameworks describe tools to themselves, and mark them for Anthropic's cache. Cohere refuses fields that it does not know
     * (agno-agi/agno#3503, OpenRouterTeam/openrouter-examples#71).
     */
    private static void drop(String path, Map<String, JsonNode> extra, UnsupportedFields unsupported) {
        extra.forEach((field, value) -> {
            if (!field.equals(STRICT) && !value.isNull()) {
                unsupported.drop(path + field);
            }
        });
    }

    /** Cohere requires parameters, whereas OpenAI's callers leave them out for functions without any. */
    private static Tool withParameters(Tool.Function function) {
        JsonNode parameters = function.parameters();
        boolean none = parameters == null || parameters.isNull() || parameters.isEmpty();
        return new Tool(
                "function",
                new Tool.Function(
                        function.name(), function.description(), none ? noParameters() : parameters, Map.of()),
                Map.of());
    }

    private static ObjectNode noParameters() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    private static @Nullable String toolChoice(ToolChoice choice, boolean noTools, UnsupportedFields unsupported) {
        return switch (choice) {
            case ToolChoice.Auto() -> null;
            case ToolChoice.None() -> noTools ? null : "NONE";
            case ToolChoice.Required _, ToolChoice.Named _ -> noTools ? null : "REQUIRED";
            case ToolChoice.Other _ -> {
                unsupported.report("tool_choice", "supports only auto, none, required and a function by name");
                yield null;
            }
        };
    }

    /** OpenAI's {@code strict} applies to one function, Cohere's to all of them. */
    private static @Nullable JsonNode allOrNone(List<String> strict, int functions, UnsupportedFields unsupported) {
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
