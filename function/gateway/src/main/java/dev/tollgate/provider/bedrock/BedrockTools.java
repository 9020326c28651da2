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
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.UnsupportedFields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tools that the model may call
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html). An answer in JSON is one
 * of them, too: its input is the answer.
 *
 * @param config empty where there are no tools
 * @param forced whether some tool must be called
 */
record BedrockTools(ObjectNode config, boolean forced) {
    /** The tool whose input is the answer. A decoder knows nothing of the request, so that no other tool may be called so. */
    static final String ANSWER = "tollgate_answer";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static BedrockTools of(
            List<Tool> given, ChatOptions options, Conversation conversation, UnsupportedFields unsupported) {
        List<Tool> asked = given == null ? List.of() : given;
        Set<String> used = used(conversation);
        ToolChoice wish = wish(options.toolChoice(), asked, used, unsupported);
        ArrayNode tools = wish instanceof ToolChoice.None ? NODES.arrayNode() : specs(asked, unsupported);
        boolean callers = !tools.isEmpty();
        if (!callers) {
            // Bedrock refuses a conversation in which tools were used where there are none.
            used.forEach(name -> tools.add(spec(name, null, null)));
        }
        if (callers && Boolean.FALSE.equals(options.parallelToolCalls())) {
            unsupported.report("parallel_tool_calls", "does not forbid several calls at once");
        }
        boolean mustCall = wish instanceof ToolChoice.Required || wish instanceof ToolChoice.Named;
        ObjectNode answer = answer(options.responseFormat(), unsupported);
        if (answer == null || mustCall) {
            return configured(tools, choice(wish), mustCall);
        }
        tools.add(answer);
        return configured(tools, callers ? NODES.objectNode().set("any", NODES.objectNode()) : tool(ANSWER), true);
    }

    /** A call's id in the form that Bedrock takes: other providers' ids have dots and colons. */
    static String id(String callId) {
        String id = callId == null ? "" : callId.replaceAll("[^a-zA-Z0-9_-]", "_");
        return id.length() <= 64 ? id : id.substring(0, 64);
    }

    private static BedrockTools configured(ArrayNode tools, ObjectNode choice, boolean forced) {
        ObjectNode config = NODES.objectNode();
        if (!tools.isEmpty()) {
            config.set("tools", tools);
        }
        if (choice != null) {
            config.set("toolChoice", choice);
        }
        return new BedrockTools(config, forced);
    }

    private static Set<String> used(Conversation conversation) {
        return conversation.turns().stream()
                .flatMap(turn -> turn.entries().stream())
                .map(entry -> entry.message().toolCalls())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(ToolCall::function)
                .filter(function -> function != null && function.name() != null)
                .map(ToolCall.Function::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static ToolChoice wish(ToolChoice wish, List<Tool> asked, Set<String> used, UnsupportedFields unsupported) {
        return switch (wish) {
            case ToolChoice.Auto auto -> auto;
            case ToolChoice.None none -> {
                if (asked.isEmpty() || used.isEmpty()) {
                    yield none;
                }
                unsupported.report("tool_choice", "cannot forbid tools that the conversation has used");
                yield new ToolChoice.Auto();
            }
            case ToolChoice.Required required -> forcing(required, asked);
            case ToolChoice.Named named -> forcing(named, asked);
            case ToolChoice.Other _ -> {
                unsupported.report("tool_choice", "knows auto, none, required and a function by name");
                yield new ToolChoice.Auto();
            }
        };
    }

    private static ToolChoice forcing(ToolChoice wish, List<Tool> asked) {
        if (asked.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE, "tool_choice", "Invalid value for 'tool_choice': there are no tools.");
        }
        return wish;
    }

    private static ArrayNode specs(List<Tool> asked, UnsupportedFields unsupported) {
        ArrayNode tools = NODES.arrayNode();
        for (int i = 0; i < asked.size(); i++) {
            Tool.Function function = asked.get(i).function();
            String path = "tools[" + i + "]";
            if (function == null || function.name() == null) {
                unsupported.report(path, "knows functions only");
                continue;
            }
            if (function.name().equals(ANSWER)) {
                unsupported.report(path + ".function.name", "keeps this name for answers in JSON");
            }
            ObjectNode spec = spec(function.name(), function.description(), function.parameters());
            if (function.extra().containsKey("strict")) {
                ((ObjectNode) spec.get("toolSpec"))
                        .set("strict", function.extra().get("strict"));
            }
            tools.add(spec);
            BedrockCache.addPoint(asked.get(i).extra(), tools);
        }
        return tools;
    }

    private static ObjectNode answer(ResponseFormat format, UnsupportedFields unsupported) {
        return switch (format) {
            case ResponseFormat.Text() -> null;
            case ResponseFormat.JsonSchema(String _, String description, JsonNode schema, boolean _)
            when schema != null ->
                spec(ANSWER, description == null ? "Gives the answer, in place of a text." : description, schema);
            case ResponseFormat.JsonSchema _, ResponseFormat.JsonObject _ -> {
                unsupported.report("response_format", "needs a schema for an answer in JSON");
                yield null;
            }
            case ResponseFormat.Other _ -> {
                unsupported.report("response_format", "does not know this form");
                yield null;
            }
        };
    }

    private static ObjectNode spec(String name, String description, JsonNode parameters) {
        ObjectNode spec = NODES.objectNode().put("name", name);
        if (description != null && !description.isBlank()) {
            spec.put("description", description);
        }
        spec.putObject("inputSchema").set("json", schema(parameters));
        return NODES.objectNode().set("toolSpec", spec);
    }

    /** OpenAI's callers may leave the parameters out; Bedrock requires a schema, and one of an object. */
    private static JsonNode schema(JsonNode parameters) {
        ObjectNode object = NODES.objectNode().put("type", "object");
        if (!(parameters instanceof ObjectNode given)) {
            object.putObject("properties");
            return object;
        }
        return given.has("type") ? given : object.setAll(given);
    }

    private static ObjectNode choice(ToolChoice wish) {
        return switch (wish) {
            case ToolChoice.Required() -> NODES.objectNode().set("any", NODES.objectNode());
            case ToolChoice.Named(String function) -> tool(function);
            case ToolChoice.Auto(), ToolChoice.None(), ToolChoice.Other(JsonNode _) -> null;
        };
    }

    private static ObjectNode tool(String name) {
        return NODES.objectNode().set("tool", NODES.objectNode().put("name", name));
    }
}
