package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.AnthropicReply;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.ClosedSchema;
import dev.tollgate.provider.claude.StrictLimits;
import dev.tollgate.provider.claude.ToolSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools of a request, and which of them the model must call
 * (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview).
 *
 * @param choice absent where the model decides
 * @param forced whether the model must call a tool
 */
record AnthropicTools(List<ObjectNode> tools, @Nullable ObjectNode choice, boolean forced) {
    private static final int MAX_NAME_LENGTH = 128;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static AnthropicTools of(
            @Nullable List<Tool> requested,
            ChatOptions options,
            AnthropicFormat format,
            Conversation conversation,
            ClaudeModel model,
            UnsupportedFields unsupported) {
        List<ObjectNode> tools = tools(requested == null ? List.of() : requested, model, unsupported);
        Set<String> used = conversation.usedFunctions();
        if (tools.isEmpty() && format.tool() == null && !used.isEmpty()) {
            return new AnthropicTools(usedTools(used), type("none"), false);
        }
        ToolChoice toolChoice = supported(options.toolChoice(), model, unsupported);
        if (tools.isEmpty() && isForced(toolChoice)) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE, "tool_choice", "Invalid value for 'tool_choice': there are no tools.");
        }
        boolean singleCall = Boolean.FALSE.equals(options.parallelToolCalls());
        boolean mustCall = isForced(toolChoice);
        if (format.tool() != null && !mustCall) {
            return withJsonTool(tools, toolChoice, format.tool());
        }
        ObjectNode choice = choice(toolChoice, singleCall, !tools.isEmpty());
        return new AnthropicTools(tools, choice, mustCall);
    }

    /** Anthropic wants the tools that the conversation has used, although the caller offers none. */
    private static List<ObjectNode> usedTools(Set<String> names) {
        return names.stream()
                .map(AnthropicTools::acceptedName)
                .distinct()
                .map(name -> {
                    ObjectNode tool = NODES.objectNode().put("name", name);
                    tool.set("input_schema", ToolSchema.of(null));
                    return tool;
                })
                .toList();
    }

    /** A name that Anthropic accepts: other providers' models call functions whose names contain dots and colons. */
    static String acceptedName(@Nullable String name) {
        String accepted = name == null || name.isEmpty() ? "unknown" : name.replaceAll("[^a-zA-Z0-9_-]", "_");
        return accepted.length() <= MAX_NAME_LENGTH ? accepted : accepted.substring(0, MAX_NAME_LENGTH);
    }

    private static List<ObjectNode> tools(List<Tool> requested, ClaudeModel model, UnsupportedFields unsupported) {
        Map<String, ObjectNode> tools = new LinkedHashMap<>();
        StrictLimits limits = new StrictLimits();
        for (int i = 0; i < requested.size(); i++) {
            String path = "tools[" + i + "]";
            ObjectNode tool = tool(requested.get(i), path, model, unsupported);
            if (tool == null) {
                continue;
            }
            if (tool.has("strict") && !limits.admits(tool.withObject("/input_schema"))) {
                tool.remove("strict");
                unsupported.report(path + ".function.strict", "does not enforce so many schemas, or such large ones");
            }
            ObjectNode before = tools.putIfAbsent(tool.path("name").asText(), tool);
            if (before != null && !before.equals(tool)) {
                // Anthropic requires different names. Frameworks add the same tool twice.
                unsupported.report(path + ".function.name", "takes each name only once");
            }
        }
        return List.copyOf(tools.values());
    }

    private static @Nullable ObjectNode tool(Tool tool, String path, ClaudeModel model, UnsupportedFields unsupported) {
        if (tool.function() != null) {
            ObjectNode function = function(tool.function(), path, model, unsupported);
            return function.setAll(tool.extra());
        }
        if (tool.extra().get("name") != null) {
            // One of Anthropic's own tools, such as web search: {"type": "web_search_20250305", "name": …}.
            ObjectNode own = NODES.objectNode().put("type", tool.type());
            return own.setAll(tool.extra());
        }
        unsupported.report(path, "has no tools of this type");
        return null;
    }

    private static ObjectNode function(
            Tool.Function function, String path, ClaudeModel model, UnsupportedFields unsupported) {
        if (AnthropicReply.JSON_TOOL.equals(function.name())) {
            unsupported.report(path + ".function.name", "reserves this name for JSON output");
        }
        ObjectNode node = NODES.objectNode().put("name", function.name());
        if (function.description() != null && !function.description().isBlank()) {
            node.put("description", function.description());
        }
        node.setAll(function.extra());
        ObjectNode schema = ToolSchema.of(function.parameters());
        boolean strict = node.path("strict").asBoolean(false);
        node.remove("strict");
        if (!strict) {
            node.set("input_schema", schema);
        } else if (model.enforcesSchemas() && ClosedSchema.isEnforceable(schema)) {
            node.put("strict", true).set("input_schema", ClosedSchema.of(schema));
        } else {
            unsupported.report(path + ".function.strict", "does not enforce this schema with this model");
            node.set("input_schema", schema);
        }
        return node;
    }

    private static boolean isForced(ToolChoice toolChoice) {
        return toolChoice instanceof ToolChoice.Required || toolChoice instanceof ToolChoice.Named;
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
        ObjectNode choice = mayCallOthers ? type("any") : type("tool").put("name", AnthropicReply.JSON_TOOL);
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
