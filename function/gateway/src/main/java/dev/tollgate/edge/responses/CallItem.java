package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ArgumentsObject;
import dev.tollgate.openai.CustomInput;
import dev.tollgate.openai.ToolCall;
import org.jspecify.annotations.Nullable;

/** A call of one of the client's tools. */
final class CallItem extends OutputItem {
    private static final String ARGUMENTS = "arguments";
    private static final String INPUT = "input";

    private final boolean custom;
    private final StringBuilder arguments = new StringBuilder();

    /**
     * Adds a call.
     *
     * @param id the item's own
     * @param first the call's first piece, which has its name
     * @param tool the tool as the client knows it
     */
    CallItem(ResponseEvents events, int index, String id, ToolCall first, ClientTool tool) {
        super(events, index, call(id, first.id(), tool));
        this.custom = tool.custom();
    }

    private static ObjectNode call(String id, @Nullable String callId, ClientTool tool) {
        ObjectNode call = JsonNodeFactory.instance
                .objectNode()
                .put("id", (tool.custom() ? "ctc_" : "fc_") + id)
                .put("type", tool.custom() ? "custom_tool_call" : "function_call")
                .put("status", IN_PROGRESS)
                .put(tool.custom() ? INPUT : ARGUMENTS, "")
                .put("call_id", callId)
                .put("name", tool.name().name());
        return tool.name().namespace() == null
                ? call
                : call.put("namespace", tool.name().namespace());
    }

    /** The id by which its result refers to it. */
    String callId() {
        return node().path("call_id").asText();
    }

    /** Adds a piece of the arguments. */
    void add(String piece) {
        arguments.append(piece);
        if (!custom && !piece.isEmpty()) {
            event("response.function_call_arguments.delta", "delta", piece);
        }
    }

    /** Several calls may come at the same time, and the end of tokens cuts all that are not complete (vllm-project/vllm#57998). */
    @Override
    boolean isWhole() {
        return ArgumentsObject.isWhole(arguments.toString());
    }

    /** The text for a custom tool is known only when its JSON is complete. */
    @Override
    void complete() {
        if (custom) {
            String input = CustomInput.of(arguments.toString());
            node().put(INPUT, input);
            event("response.custom_tool_call_input.delta", "delta", input);
            event("response.custom_tool_call_input.done", INPUT, input);
        } else {
            node().put(ARGUMENTS, arguments.toString());
            event("response.function_call_arguments.done", ARGUMENTS, arguments.toString());
        }
    }
}
