package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request, and which of them the model must call
 * (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview).
 *
 * @param choice absent where the model decides
 * @param forced whether the model must call a tool
 */
record AnthropicTools(List<ObjectNode> tools, @Nullable ObjectNode choice, boolean forced) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static AnthropicTools of(
            @Nullable List<Tool> requested,
            ChatOptions options,
            AnthropicFormat format,
            ClaudeModel model,
            UnsupportedFields unsupported) {
        List<ObjectNode> tools = tools(requested == null ? List.of() : requested, model, unsupported);
        ToolChoice toolChoice = supported(options.toolChoice(), model, unsupported);
        boolean singleCall = Boolean.FALSE.equals(options.parallelToolCalls());
        boolean mustCall = toolChoice instanceof ToolChoice.Required || toolChoice instanceof ToolChoice.Named;
        if (format.tool() != null && !mustCall) {
            return withJsonTool(tools, toolChoice, format.tool());
        }
        ObjectNode choice = choice(toolChoice, singleCall, !tools.isEmpty());
        return new AnthropicTools(tools, choice, mustCall);
    }

    /** A function's parameters as the schema that Anthropic requires. */
    static ObjectNode inputSchema(@Nullable JsonNode parameters) {
        ObjectNode schema = NODES.objectNode();
        if (parameters instanceof ObjectNode object) {
            schema.setAll(object);
        } else {
            schema.putObject("properties");
        }
        return schema.has("type") ? schema : schema.put("type", "object");
    }

    private static List<ObjectNode> tools(List<Tool> requested, ClaudeModel model, UnsupportedFields unsupported) {
        List<ObjectNode> tools = new ArrayList<>(requested.size());
        for (int i = 0; i < requested.size(); i++) {
            Tool tool = requested.get(i);
            String path = "tools[" + i + "]";
            if (tool.function() != null) {
                ObjectNode function = function(tool.function(), path, model, unsupported);
                function.setAll(tool.extra());
                tools.add(function);
            } else if (tool.extra().get("name") != null) {
                // One of Anthropic's own tools, such as web search: {"type": "web_search_20250305", "name": …}.
                ObjectNode own = NODES.objectNode().put("type", tool.type());
                own.setAll(tool.extra());
                tools.add(own);
            } else {
                unsupported.report(path, "has no tools of this type");
            }
        }
        return tools;
    }

    private static ObjectNode function(
            Tool.Function function, String path, ClaudeModel model, UnsupportedFields unsupported) {
        if (AnthropicFormat.TOOL_NAME.equals(function.name())) {
            unsupported.report(path + ".function.name", "reserves this name for JSON output");
        }
        ObjectNode node = NODES.objectNode().put("name", function.name());
        if (function.description() != null) {
            node.put("description", function.description());
        }
        ObjectNode schema = inputSchema(function.parameters());
        node.setAll(function.extra());
        boolean strict = node.path("strict").asBoolean(false);
        node.remove("strict");
        if (strict && model.enforcesSchemas()) {
            node.put("strict", true);
        } else if (strict) {
            unsupported.report(path + ".function.strict", "does not enforce schemas with this model");
        }
        node.set("input_schema", node.has("strict") ? ClosedSchema.of(schema) : schema);
        return node;
    }

    private static ToolChoice supported(ToolChoice toolChoice, ClaudeModel model, UnsupportedFields unsupported) {
        return switch (toolChoice) {
            case ToolChoice.Auto auto -> auto;
            case ToolChoice.None none -> none;
            case ToolChoice.Required required -> forced(required, model, unsupported);
            case ToolChoice.Named named -> forced(named, model, unsupported);
            case ToolChoice.Other(JsonNode value) -> {
                unsupported.report("tool_choice", "supports auto, none, required and a function by name");
                yield new ToolChoice.Auto();
            }
        };
    }

    private static ToolChoice forced(ToolChoice toolChoice, ClaudeModel model, UnsupportedFields unsupported) {
        if (model.supportsForcedTools()) {
            return toolChoice;
        }
        unsupported.report("tool_choice", "cannot force a tool with this model");
        return new ToolChoice.Auto();
    }

    /** Makes the model call either the gateway's tool with its JSON output, or one of the caller's tools. */
    private static AnthropicTools withJsonTool(List<ObjectNode> tools, ToolChoice toolChoice, ObjectNode jsonTool) {
        boolean mayCallOthers = toolChoice instanceof ToolChoice.Auto && !tools.isEmpty();
        ObjectNode choice = mayCallOthers ? type("any") : type("tool").put("name", AnthropicFormat.TOOL_NAME);
        List<ObjectNode> all = new ArrayList<>(tools);
        all.add(jsonTool);
        return new AnthropicTools(all, choice.put("disable_parallel_tool_use", true), true);
    }

    private static @Nullable ObjectNode choice(ToolChoice toolChoice, boolean singleCall, boolean hasTools) {
        ObjectNode choice =
                switch (toolChoice) {
                    case ToolChoice.Auto() -> singleCall && hasTools ? type("auto") : null;
                    case ToolChoice.None() -> hasTools ? type("none") : null;
                    case ToolChoice.Required() -> type("any");
                    case ToolChoice.Named(String function) -> type("tool").put("name", function);
                    case ToolChoice.Other(JsonNode value) -> null;
                };
        if (singleCall && choice != null && !(toolChoice instanceof ToolChoice.None)) {
            choice.put("disable_parallel_tool_use", true);
        }
        return choice;
    }

    private static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }
}
