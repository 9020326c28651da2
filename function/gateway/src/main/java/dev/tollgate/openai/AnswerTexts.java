package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads everything that an answer says, for those who judge it. */
public final class AnswerTexts {
    /** The same thought is in several fields of some answers. */
    private final Set<String> texts = new LinkedHashSet<>();

    private AnswerTexts() {}

    /**
     * What each choice says, refuses, thinks and calls, and then the texts in its other fields, such as the transcript of speech or the
     * input of a custom tool. Without blank ones, and without those that are there already.
     */
    public static List<String> of(ChatCompletion completion) {
        AnswerTexts answer = new AnswerTexts();
        completion.choices().forEach(choice -> answer.add(choice.message()));
        completion.choices().forEach(choice -> answer.addOthers(choice.message()));
        return List.copyOf(answer.texts);
    }

    private void add(ChatCompletion.AssistantMessage message) {
        add(message.content());
        add(message.refusal());
        add(message.reasoningContent());
        for (ToolCall call : calls(message)) {
            add(call.function() == null ? null : call.function().arguments());
        }
    }

    private void addOthers(ChatCompletion.AssistantMessage message) {
        addAll(message.extra());
        calls(message).forEach(call -> addAll(call.extra()));
    }

    private static List<ToolCall> calls(ChatCompletion.AssistantMessage message) {
        return message.toolCalls() == null ? List.of() : message.toolCalls();
    }

    private void addAll(Map<String, JsonNode> fields) {
        fields.forEach(this::add);
    }

    private void add(String field, JsonNode value) {
        if (value.isTextual()) {
            add(CompleteFields.isText(field) ? value.textValue() : null);
        } else if (value.isObject()) {
            value.properties().forEach(inner -> add(inner.getKey(), inner.getValue()));
        } else {
            value.forEach(element -> add(field, element));
        }
    }

    private void add(@Nullable String text) {
        if (text != null && !text.isBlank()) {
            texts.add(text);
        }
    }
}
