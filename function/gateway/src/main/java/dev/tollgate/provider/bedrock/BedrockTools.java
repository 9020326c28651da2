package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ChatOptions;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolChoice;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.UnsupportedFields;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tools that the model may call
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolConfiguration.html), and the format of its text.
 *
 * @param config empty where there are no tools
 * @param forced whether the model must call a tool
 * @param outputConfig the format of the text; empty for any
 */
record BedrockTools(ObjectNode config, boolean forced, ObjectNode outputConfig) {
    private static final String FORBIDDEN = "Not available now. Answer in words.";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static BedrockTools of(
            @Nullable List<Tool> requested,
            ChatOptions options,
            Conversation conversation,
            BedrockModel model,
            UnsupportedFields unsupported) {
        List<Tool> callerTools = requested == null ? List.of() : requested;
        Set<String> used = conversation.usedFunctions();
        ToolChoice toolChoice = new BedrockToolChoice(callerTools, model, unsupported).supported(options.toolChoice());
        ArrayNode tools = toolChoice instanceof ToolChoice.None
                ? NODES.arrayNode()
                : BedrockToolSpecs.of(callable(callerTools, toolChoice, model), model, unsupported);
        boolean hasCallerTools = !tools.isEmpty();
        if (!hasCallerTools) {
            // Bedrock rejects a conversation with tool calls unless the request has tools, and has no choice of none.
            String description = callerTools.isEmpty() ? null : FORBIDDEN;
            used.stream()
                    .map(BedrockToolSpecs::acceptedName)
                    .distinct()
                    .forEach(name -> tools.add(BedrockToolSpecs.spec(name, description, null, model)));
        }
        if (hasCallerTools && Boolean.FALSE.equals(options.parallelToolCalls())) {
            unsupported.report("parallel_tool_calls", "cannot forbid parallel calls");
        }
        boolean mustCall = toolChoice instanceof ToolChoice.Required || toolChoice instanceof ToolChoice.Named;
        BedrockFormat format = BedrockFormat.of(options.responseFormat(), model, unsupported);
        if (format.tool() == null || mustCall) {
            return configured(tools, BedrockToolChoice.json(toolChoice, model), mustCall, format.outputConfig());
        }
        tools.add(format.tool());
        ObjectNode choice = hasCallerTools
                ? BedrockToolChoice.any()
                : BedrockToolChoice.json(new ToolChoice.Named(BedrockFormat.JSON_TOOL), model);
        return configured(tools, choice, true, format.outputConfig());
    }

    /** A model that cannot be forced to call one of several tools gets only that one. */
    private static List<Tool> callable(List<Tool> tools, ToolChoice choice, BedrockModel model) {
        return choice instanceof ToolChoice.Named(String name) && model.forcing() == BedrockModel.Forcing.ANY_TOOL
                ? tools.stream()
                        .filter(tool -> tool.function() != null
                                && name.equals(tool.function().name()))
                        .toList()
                : tools;
    }

    private static BedrockTools configured(
            ArrayNode tools, @Nullable ObjectNode choice, boolean forced, ObjectNode outputConfig) {
        ObjectNode config = NODES.objectNode();
        if (!tools.isEmpty()) {
            config.set("tools", tools);
        }
        if (choice != null) {
            config.set("toolChoice", choice);
        }
        return new BedrockTools(config, forced, outputConfig);
    }
}
