package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ResponseFormat;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.UnsupportedFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tools that the model may call
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html). JSON output uses a tool too,
 * whose input is the response.
 *
 * @param config empty where there are no tools
 * @param forced whether the model must call a tool
 */
record BedrockTools(ObjectNode config, boolean forced) {
    /** The tool whose input is the JSON output. A decoder does not know the request, so no other tool may have this name. */
    static final String JSON_TOOL = "tollgate_answer";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static BedrockTools of(
            @Nullable List<Tool> requested,
            ChatOptions options,
            Conversation conversation,
            UnsupportedFields unsupported) {
        List<Tool> callerTools = requested == null ? List.of() : requested;
        Set<String> used = usedNames(conversation);
        ToolChoice toolChoice = supported(options.toolChoice(), callerTools, used, unsupported);
        ArrayNode tools = toolChoice instanceof ToolChoice.None ? NODES.arrayNode() : specs(callerTools, unsupported);
        boolean hasCallerTools = !tools.isEmpty();
        if (!hasCallerTools) {
            // Bedrock rejects a conversation with tool calls unless the request has tools.
            used.forEach(name -> tools.add(spec(name, null, null)));
        }
        if (hasCallerTools && Boolean.FALSE.equals(options.parallelToolCalls())) {
            unsupported.report("parallel_tool_calls", "cannot forbid parallel calls");
        }
        boolean mustCall = toolChoice instanceof ToolChoice.Required || toolChoice instanceof ToolChoice.Named;
        ObjectNode jsonTool = jsonTool(options.responseFormat(), unsupported);
        if (jsonTool == null || mustCall) {
            return configured(tools, choice(toolChoice), mustCall);
        }
        tools.add(jsonTool);
        ObjectNode choice = hasCallerTools ? NODES.objectNode().set("any", NODES.objectNode()) : tool(JSON_TOOL);
        return configured(tools, choice, true);
    }

    /** A call's id in the form that Bedrock accepts: other providers' ids contain dots and colons. */
    static String id(@Nullable String callId) {
        String id = callId == null ? "" : callId.replaceAll("[^a-zA-Z0-9_-]", "_");
        return id.length() <= 64 ? id : id.substring(0, 64);
    }

    private static BedrockTools configured(ArrayNode tools, @Nullable ObjectNode choice, boolean forced) {
        ObjectNode config = NODES.objectNode();
        if (!tools.isEmpty()) {
            config.set("tools", tools);
        }
        if (choice != null) {
            config.set("toolChoice", choice);
        }
        return new BedrockTools(config, forced);
    }

    private static Set<String> usedNames(Conversation conversation) {
        return conversation.turns().stream()
                .flatMap(turn -> turn.entries().stream())
                .flatMap(entry -> Stream.ofNullable(entry.message().toolCalls()))
                .flatMap(List::stream)
                .flatMap(call -> Stream.ofNullable(call.function()))
                .flatMap(function -> Stream.ofNullable(function.name()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ToolChoice supported(
            ToolChoice toolChoice, List<Tool> tools, Set<String> used, UnsupportedFields unsupported) {
        return switch (toolChoice) {
            case ToolChoice.Auto auto -> auto;
            case ToolChoice.None none -> {
                if (tools.isEmpty() || used.isEmpty()) {
                    yield none;
                }
                unsupported.report("tool_choice", "cannot forbid tools that the conversation has used");
                yield new ToolChoice.Auto();
            }
            case ToolChoice.Required required -> forced(required, tools);
            case ToolChoice.Named named -> forced(named, tools);
            case ToolChoice.Other _ -> {
                unsupported.report("tool_choice", "supports auto, none, required and a function by name");
                yield new ToolChoice.Auto();
            }
        };
    }

    private static ToolChoice forced(ToolChoice toolChoice, List<Tool> tools) {
        if (tools.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE, "tool_choice", "Invalid value for 'tool_choice': there are no tools.");
        }
        return toolChoice;
    }

    private static ArrayNode specs(List<Tool> requested, UnsupportedFields unsupported) {
        ArrayNode tools = NODES.arrayNode();
        for (int i = 0; i < requested.size(); i++) {
            Tool.Function function = requested.get(i).function();
            String path = "tools[" + i + "]";
            if (function == null || function.name() == null) {
                unsupported.report(path, "supports only functions");
                continue;
            }
            if (function.name().equals(JSON_TOOL)) {
                unsupported.report(path + ".function.name", "reserves this name for JSON output");
            }
            ObjectNode spec = spec(function.name(), function.description(), function.parameters());
            if (function.extra().containsKey("strict")) {
                ((ObjectNode) spec.get("toolSpec"))
                        .set("strict", function.extra().get("strict"));
            }
            tools.add(spec);
            BedrockCache.addPoint(requested.get(i).extra(), tools);
        }
        return tools;
    }

    private static @Nullable ObjectNode jsonTool(ResponseFormat format, UnsupportedFields unsupported) {
        return switch (format) {
            case ResponseFormat.Text() -> null;
            case ResponseFormat.JsonSchema(String _, String description, JsonNode schema, boolean _)
            when schema != null ->
                spec(JSON_TOOL, description == null ? "Gives the answer, in place of a text." : description, schema);
            case ResponseFormat.JsonSchema _, ResponseFormat.JsonObject _ -> {
                unsupported.report("response_format", "needs a schema for JSON output");
                yield null;
            }
            case ResponseFormat.Other _ -> {
                unsupported.report("response_format", "does not support this format");
                yield null;
            }
        };
    }

    private static ObjectNode spec(String name, @Nullable String description, @Nullable JsonNode parameters) {
        ObjectNode spec = NODES.objectNode().put("name", name);
        if (description != null && !description.isBlank()) {
            spec.put("description", description);
        }
        spec.putObject("inputSchema").set("json", schema(parameters));
        return NODES.objectNode().set("toolSpec", spec);
    }

    /** OpenAI's callers may leave the parameters out, whereas Bedrock requires the schema of an object. */
    private static JsonNode schema(@Nullable JsonNode parameters) {
        ObjectNode object = NODES.objectNode().put("type", "object");
        if (!(parameters instanceof ObjectNode given)) {
            object.putObject("properties");
            return object;
        }
        return given.has("type") ? given : object.setAll(given);
    }

    private static @Nullable ObjectNode choice(ToolChoice toolChoice) {
        return switch (toolChoice) {
            case ToolChoice.Required() -> NODES.objectNode().set("any", NODES.objectNode());
            case ToolChoice.Named(String function) -> tool(function);
            case ToolChoice.Auto(), ToolChoice.None(), ToolChoice.Other(JsonNode _) -> null;
        };
    }

    private static ObjectNode tool(String name) {
        return NODES.objectNode().set("tool", NODES.objectNode().put("name", name));
    }
}
