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

/**
 * The tools, and which of them must be called (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview).
 *
 * @param choice null where the model decides freely
 * @param forced whether some tool must be called
 */
record AnthropicTools(List<ObjectNode> tools, ObjectNode choice, boolean forced) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static AnthropicTools of(
            List<Tool> asked,
            ChatOptions options,
            AnthropicFormat format,
            ClaudeModel model,
            UnsupportedFields unsupported) {
        List<ObjectNode> tools = tools(asked == null ? List.of() : asked, model, unsupported);
        ToolChoice wish = allowed(options.toolChoice(), model, unsupported);
        boolean one = Boolean.FALSE.equals(options.parallelToolCalls());
        boolean mustCall = wish instanceof ToolChoice.Required || wish instanceof ToolChoice.Named;
        if (format.tool() != null && !mustCall) {
            return answering(tools, wish, format.tool());
        }
        ObjectNode choice = choice(wish, one, !tools.isEmpty());
        return new AnthropicTools(tools, choice, mustCall);
    }

    /** A function's parameters as the schema that Anthropic requires. */
    static ObjectNode inputSchema(JsonNode parameters) {
        ObjectNode schema = NODES.objectNode();
        if (parameters instanceof ObjectNode object) {
            schema.setAll(object);
        } else {
            schema.putObject("properties");
        }
        return schema.has("type") ? schema : schema.put("type", "object");
    }

    private static List<ObjectNode> tools(List<Tool> asked, ClaudeModel model, UnsupportedFields unsupported) {
        List<ObjectNode> tools = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            Tool tool = asked.get(i);
            String path = "tools[" + i + "]";
            if (tool.function() != null) {
                tools.add(function(tool, path, model, unsupported));
            } else if (tool.extra().get("name") != null) {
                // A tool of Anthropic's own, such as its web search: {"type": "web_search_20250305", "name": …}.
                ObjectNode own = NODES.objectNode().put("type", tool.type());
                own.setAll(tool.extra());
                tools.add(own);
            } else {
                unsupported.report(path, "has no tools of this type");
            }
        }
        return tools;
    }

    private static ObjectNode function(Tool tool, String path, ClaudeModel model, UnsupportedFields unsupported) {
        Tool.Function function = tool.function();
        if (AnthropicFormat.TOOL_NAME.equals(function.name())) {
            unsupported.report(path + ".function.name", "keeps this name for answers in JSON");
        }
        ObjectNode node = NODES.objectNode().put("name", function.name());
        if (function.description() != null) {
            node.put("description", function.description());
        }
        ObjectNode schema = inputSchema(function.parameters());
        node.setAll(function.extra());
        boolean strict = node.path("strict").asBoolean(false);
        node.remove("strict");
        if (strict && model.keepsToSchemas()) {
            node.put("strict", true);
        } else if (strict) {
            unsupported.report(path + ".function.strict", "does not keep to schemas with this model");
        }
        node.set("input_schema", node.has("strict") ? ClosedSchema.of(schema) : schema);
        node.setAll(tool.extra());
        return node;
    }

    private static ToolChoice allowed(ToolChoice wish, ClaudeModel model, UnsupportedFields unsupported) {
        return switch (wish) {
            case ToolChoice.Auto auto -> auto;
            case ToolChoice.None none -> none;
            case ToolChoice.Required required -> forcing(required, model, unsupported);
            case ToolChoice.Named named -> forcing(named, model, unsupported);
            case ToolChoice.Other(JsonNode value) -> {
                unsupported.report("tool_choice", "knows auto, none, required and a function by name");
                yield new ToolChoice.Auto();
            }
        };
    }

    private static ToolChoice forcing(ToolChoice wish, ClaudeModel model, UnsupportedFields unsupported) {
        if (model.canBeForced()) {
            return wish;
        }
        unsupported.report("tool_choice", "cannot force a tool with this model");
        return new ToolChoice.Auto();
    }

    /** The model answers with our tool, or calls one of the caller's; not both, and nothing else. */
    private static AnthropicTools answering(List<ObjectNode> tools, ToolChoice wish, ObjectNode answer) {
        boolean free = wish instanceof ToolChoice.Auto && !tools.isEmpty();
        ObjectNode choice = free ? type("any") : type("tool").put("name", AnthropicFormat.TOOL_NAME);
        List<ObjectNode> all = new ArrayList<>(tools);
        all.add(answer);
        return new AnthropicTools(all, choice.put("disable_parallel_tool_use", true), true);
    }

    private static ObjectNode choice(ToolChoice wish, boolean one, boolean anyTools) {
        ObjectNode choice =
                switch (wish) {
                    case ToolChoice.Auto() -> one && anyTools ? type("auto") : null;
                    case ToolChoice.None() -> anyTools ? type("none") : null;
                    case ToolChoice.Required() -> type("any");
                    case ToolChoice.Named(String function) -> type("tool").put("name", function);
                    case ToolChoice.Other(JsonNode value) -> null;
                };
        if (one && choice != null && !(wish instanceof ToolChoice.None)) {
            choice.put("disable_parallel_tool_use", true);
        }
        return choice;
    }

    private static ObjectNode type(String type) {
        return NODES.objectNode().put("type", type);
    }
}
