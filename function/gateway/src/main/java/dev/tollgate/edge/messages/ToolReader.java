package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tools of a request, and which of them the model must call. Tools of Anthropic's own have another type than
 * {@code custom}, and stay as they are.
 */
final class ToolReader {
    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final String FUNCTION = "function";
    private static final String STRICT = "strict";
    private static final Set<String> OF_A_FUNCTION = Set.of(TYPE, NAME, "description", "input_schema", STRICT);

    private ToolReader() {}

    /** The tools; null where there are none. */
    static @Nullable List<Tool> tools(BodyFields request) {
        List<Tool> tools = new ArrayList<>();
        for (BodyFields tool : request.list("tools")) {
            String type = tool.optionalText(TYPE);
            tools.add(
                    type == null || type.equals("custom")
                            ? function(tool)
                            : new Tool(type, null, tool.except(Set.of(TYPE))));
        }
        return tools.isEmpty() ? null : tools;
    }

    private static Tool function(BodyFields tool) {
        Boolean strict = tool.flag(STRICT);
        return new Tool(
                FUNCTION,
                new Tool.Function(
                        tool.text(NAME),
                        tool.optionalText("description"),
                        tool.fields("input_schema").object(),
                        strict == null ? Map.of() : Map.of(STRICT, BooleanNode.valueOf(strict))),
                tool.except(OF_A_FUNCTION));
    }

    /** Adds the choice in OpenAI's words. */
    static void addChoice(BodyFields request, Map<String, JsonNode> extra) {
        BodyFields choice = request.optionalFields("tool_choice");
        if (choice == null) {
            return;
        }
        extra.put(
                "tool_choice",
                switch (choice.text(TYPE)) {
                    case "auto" -> TextNode.valueOf("auto");
                    case "any" -> TextNode.valueOf("required");
                    case "none" -> TextNode.valueOf("none");
                    case "tool" -> named(choice.text(NAME));
                    default -> throw choice.invalid(TYPE, "Input should be 'auto', 'any', 'tool' or 'none'");
                });
        if (Boolean.TRUE.equals(choice.flag("disable_parallel_tool_use"))) {
            extra.put("parallel_tool_calls", BooleanNode.FALSE);
        }
    }

    private static ObjectNode named(String function) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode().put(TYPE, FUNCTION);
        choice.putObject(FUNCTION).put(NAME, function);
        return choice;
    }
}
