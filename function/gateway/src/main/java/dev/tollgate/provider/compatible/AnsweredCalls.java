package dev.tollgate.provider.compatible;

import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts the results of tools directly after their calls, and gives each call exactly one. A client that was interrupted, or that
 * cut an old part of the conversation off, sends calls without results and results without calls, and OpenAI rejects both: "An
 * assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'".
 */
final class AnsweredCalls {
    private static final MessageContent NO_RESULT = new MessageContent.Text("This call has no result.");

    private final List<Message> ordered = new ArrayList<>();
    /** Messages between calls and their results go after them. */
    private final List<Message> later = new ArrayList<>();

    private final Set<String> open = new LinkedHashSet<>();

    private AnsweredCalls() {}

    static List<Message> in(List<Message> messages) {
        AnsweredCalls answered = new AnsweredCalls();
        messages.forEach(answered::add);
        answered.endTurn();
        return answered.ordered;
    }

    private void add(Message message) {
        if (message.role() == Role.ASSISTANT) {
            endTurn();
            ordered.add(message);
            calls(message).stream().map(ToolCall::id).filter(id -> id != null).forEach(open::add);
        } else if (message.role() != Role.TOOL || message.toolCallId() == null) {
            (open.isEmpty() ? ordered : later).add(message);
        } else if (open.remove(message.toolCallId())) {
            ordered.add(message);
            if (open.isEmpty()) {
                endTurn();
            }
        } else {
            Message asUser = new Message(Role.USER, message.content(), null, null, null, Map.of());
            (open.isEmpty() ? ordered : later).add(asUser);
        }
    }

    private void endTurn() {
        open.forEach(id -> ordered.add(new Message(Role.TOOL, NO_RESULT, null, null, id, Map.of())));
        open.clear();
        ordered.addAll(later);
        later.clear();
    }

    private static List<ToolCall> calls(Message message) {
        return message.toolCalls() == null ? List.of() : message.toolCalls();
    }
}
