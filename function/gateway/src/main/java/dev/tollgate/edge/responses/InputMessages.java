package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.CustomInput;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.NamespacedName;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.UntranslatedField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the items of a conversation (https://platform.openai.com/docs/api-reference/responses/create#responses-create-input) as
 * messages. The items of one answer are one message.
 */
final class InputMessages {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final String ARGUMENTS = "arguments";
    private static final String CALL_ID = "call_id";
    private static final String CONTENT = ".content";

    private final FieldPaths paths;
    private final List<UntranslatedField> untranslated;
    private final RequestTools tools;
    private final InputContent content;
    private final RestoredReasoning reasoning = new RestoredReasoning();
    private final List<Message> messages = new ArrayList<>();
    private AssistantTurn turn = new AssistantTurn();

    InputMessages(FieldPaths paths, List<UntranslatedField> untranslated, RequestTools tools) {
        this.paths = paths;
        this.untranslated = untranslated;
        this.tools = tools;
        this.content = new InputContent(paths, untranslated);
    }

    /** The messages of a request. */
    List<Message> of(JsonFields request) {
        String instructions = request.text("instructions");
        if (instructions != null && !instructions.isEmpty()) {
            addText(Role.SYSTEM, instructions, "instructions");
        }
        JsonNode input = request.requiredValue(INPUT);
        if (input.isTextual()) {
            addText(Role.USER, input.textValue(), INPUT);
        } else {
            request.objects(INPUT).forEach(this::add);
        }
        endTurn();
        messages.replaceAll(reasoning::restored);
        return messages;
    }

    private void addText(Role role, String text, String path) {
        paths.put(next(), path);
        paths.put(next() + CONTENT, path);
        messages.add(Message.text(role, text));
    }

    /** The path of the message that an item becomes. */
    private String next() {
        return "messages[" + messages.size() + "]";
    }

    private void endTurn() {
        turn.message().ifPresent(messages::add);
        turn = new AssistantTurn();
    }

    private void add(JsonFields item) {
        switch (item.type()) {
            case "", "message" -> addMessage(item);
            case "function_call" -> addCall(item, arguments(item));
            case "custom_tool_call" -> addCall(item, CustomInput.arguments(item.requiredText(INPUT)));
            case "function_call_output", "custom_tool_call_output" -> addResult(item);
            case "reasoning" -> reasoning.addTo(turn, item);
            case "additional_tools" -> tools.addAll(item.objects("tools"));
            case "item_reference" ->
                throw item.invalid("type", "the item itself: the response that it is from is not stored");
            case "web_search_call",
                    "file_search_call",
                    "code_interpreter_call",
                    "image_generation_call",
                    "mcp_list_tools",
                    "mcp_approval_request",
                    "mcp_approval_response",
                    "mcp_call",
                    "tool_search_call",
                    "tool_search_output",
                    "compaction",
                    "configuration_update" -> untranslated.add(UntranslatedField.dispensable("input[]." + item.type()));
            default ->
                untranslated.add(
                        new UntranslatedField(item.path(), "does not understand items of type " + item.type()));
        }
    }

    private void addMessage(JsonFields item) {
        String role = item.requiredText("role");
        if (item.has("phase")) {
            untranslated.add(UntranslatedField.dispensable("input[].phase"));
        }
        switch (role) {
            case "assistant" -> {
                paths.put(next(), item.path());
                turn.add(content.parts(item, "content", next() + CONTENT, turn.parts()));
            }
            case "user" -> addMessage(item, Role.USER);
            case "system" -> addMessage(item, Role.SYSTEM);
            case "developer" -> addMessage(item, Role.DEVELOPER);
            default -> throw item.invalid("role", "user, assistant, system or developer");
        }
    }

    private void addMessage(JsonFields item, Role role) {
        endTurn();
        paths.put(next(), item.path());
        messages.add(new Message(role, content.of(item, "content", next() + CONTENT), null, null, null, Map.of()));
    }

    private void addCall(JsonFields item, String arguments) {
        String name = new NamespacedName(item.text("namespace"), item.requiredText("name")).function();
        paths.put(next() + ".tool_calls[" + turn.calls() + "]", item.path());
        turn.add(new ToolCall(
                null,
                item.requiredText(CALL_ID),
                "function",
                new ToolCall.Function(name, arguments, Map.of()),
                Map.of()));
    }

    /** Agents keep what a model wanted as an object (BerriAI/litellm#13420). */
    private static String arguments(JsonFields item) {
        JsonNode arguments = item.node().path(ARGUMENTS);
        return arguments.isObject() ? arguments.toString() : item.requiredText(ARGUMENTS);
    }

    private void addResult(JsonFields item) {
        endTurn();
        paths.put(next(), item.path());
        MessageContent result = content.of(item, OUTPUT, next() + CONTENT);
        messages.add(new Message(Role.TOOL, result, null, null, item.requiredText(CALL_ID), Map.of()));
    }
}
