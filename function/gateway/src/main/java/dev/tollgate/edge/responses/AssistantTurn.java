package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The items of one answer, which are one message in chat: what the model said, the tools it called, and its reasoning. */
final class AssistantTurn {
    private final List<ContentPart> content = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private final Map<String, JsonNode> extra = new LinkedHashMap<>();

    int parts() {
        return content.size();
    }

    int calls() {
        return calls.size();
    }

    void add(List<ContentPart> parts) {
        content.addAll(parts);
    }

    void add(ToolCall call) {
        calls.add(call);
    }

    /** Adds a field of the message; an answer with several pieces of reasoning has the field once. */
    void add(String field, JsonNode value) {
        extra.merge(field, value, RestoredReasoning::joined);
    }

    /** The message; empty if the model has only thought. */
    Optional<Message> message() {
        return content.isEmpty() && calls.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Message(Role.ASSISTANT, content(), null, calls.isEmpty() ? null : calls, null, extra));
    }

    private @Nullable MessageContent content() {
        return content.isEmpty() ? null : MessageContent.of(content);
    }
}
