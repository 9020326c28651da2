package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tools and the choice of a tool in the forms of Anthropic (https://platform.claude.com/docs/en/api/messages) and of OpenAI's
 * Responses API (https://platform.openai.com/docs/api-reference/responses/create).
 */
final class ForeignTools {
    private static final String FUNCTION = "function";
    private static final String NAME = "name";
    private static final String TYPE = "type";
    private static final String PARAMETERS = "parameters";
    private static final String INPUT_SCHEMA = "input_schema";
    private static final String TOOL_CHOICE = "tool_choice";
    private static final String PARALLEL = "parallel_tool_calls";

    private ForeignTools() {}

    static @Nullable List<Tool> tools(@Nullable List<Tool> tools) {
        return tools == null ? null : tools.stream().map(ForeignTools::tool).toList();
    }

    private static @Nullable Tool tool(@Nullable Tool tool) {
        if (tool == null) {
            return null;
        }
        if (tool.function() != null) {
            return tool.type() == null ? new Tool(FUNCTION, tool.function(), tool.extra()) : tool;
        }
        return isFlatFunction(tool) ? nested(tool) : tool;
    }

    /** A tool that a provider runs has a name, too, but another type, and no parameters. */
    private static boolean isFlatFunction(Tool tool) {
        Map<String, JsonNode> fields = tool.extra();
        boolean named = fields.containsKey(NAME) && fields.get(NAME).isTextual();
        boolean described = fields.containsKey(INPUT_SCHEMA) || fields.containsKey(PARAMETERS);
        return named
                && switch (tool.type()) {
                    case null -> described;
                    case FUNCTION -> true;
                    case "custom" -> fields.containsKey(INPUT_SCHEMA);
                    default -> false;
                };
    }

    private static Tool nested(Tool tool) {
        Map<String, JsonNode> fields = new LinkedHashMap<>(tool.extra());
        String name = tool.extra().getOrDefault(NAME, TextNode.valueOf("")).asText();
        fields.remove(NAME);
        JsonNode description = fields.remove("description");
        JsonNode parameters = fields.remove(PARAMETERS);
        JsonNode inputSchema = fields.remove(INPUT_SCHEMA);
        JsonNode strict = fields.remove("strict");
        JsonNode schema = parameters == null ? inputSchema : parameters;
        return new Tool(
                FUNCTION,
                new Tool.Function(
                        name,
                        description == null ? null : description.textValue(),
                        schema == null || schema.isNull() ? null : schema,
                        strict == null || strict.isNull() ? Map.of() : Map.of("strict", strict)),
                fields);
    }

    /** The request's other fields, with the choice in OpenAI's form. An empty one leaves the choice to the model. */
    static Map<String, JsonNode> fields(Map<String, JsonNode> fields, @Nullable List<Tool> tools) {
        JsonNode sent = fields.get(TOOL_CHOICE);
        JsonNode choice = sent == null ? null : choice(sent, tools);
        if (sent == null || sent.equals(choice)) {
            return fields;
        }
        Map<String, JsonNode> others = new LinkedHashMap<>(fields);
        if (choice == null) {
            others.remove(TOOL_CHOICE);
        } else {
            others.put(TOOL_CHOICE, choice);
        }
        if (sent.path("disable_parallel_tool_use").asBoolean()) {
            others.putIfAbsent(PARALLEL, BooleanNode.FALSE);
        }
        return others;
    }

    private static @Nullable JsonNode choice(JsonNode sent, @Nullable List<Tool> tools) {
        if (sent.isTextual()) {
            return choice(sent.textValue(), sent, tools);
        }
        if (!sent.isObject()) {
            return sent;
        }
        if (sent.isEmpty()) {
            return null;
        }
        return switch (sent.path(TYPE).asText()) {
            case "auto", "none", "any", "required" -> choice(sent.path(TYPE).textValue(), sent, null);
            case "tool", FUNCTION, "" -> {
                JsonNode name = sent.at("/function/name").isTextual() ? sent.at("/function/name") : sent.path(NAME);
                yield name.isTextual() ? named(name.textValue()) : sent;
            }
            default -> sent;
        };
    }

    /** Some frameworks name the function without an object around it (langchain-ai/langchain#16767). */
    private static @Nullable JsonNode choice(String word, JsonNode sent, @Nullable List<Tool> tools) {
        return switch (word) {
            case "" -> null;
            case "auto", "none", "required" -> TextNode.valueOf(word);
            case "any" -> TextNode.valueOf("required");
            default -> isOffered(word, tools) ? named(word) : sent;
        };
    }

    private static boolean isOffered(String name, @Nullable List<Tool> tools) {
        return tools != null
                && tools.stream()
                        .anyMatch(tool -> tool != null
                                && tool.function() != null
                                && name.equals(tool.function().name()));
    }

    private static ObjectNode named(String function) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode().put(TYPE, FUNCTION);
        choice.putObject(FUNCTION).put(NAME, function);
        return choice;
    }
}
