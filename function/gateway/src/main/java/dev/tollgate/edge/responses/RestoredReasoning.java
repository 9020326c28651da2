package dev.tollgate.edge.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.CarriedReasoning;
import dev.tollgate.openai.EncryptedReasoning;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ToolCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The reasoning items of a request: each gives the assistant's message in chat back what its provider wants to see again.
 */
final class RestoredReasoning {
    static final String ENCRYPTED = "encrypted_content";
    static final String SUMMARY = "summary";
    private static final String TEXT = "reasoning_content";

    private final Map<String, Map<String, JsonNode>> calls = new LinkedHashMap<>();

    /** Adds what an item holds to the turn that it belongs to. */
    void addTo(AssistantTurn turn, JsonFields item) {
        String encrypted = item.text(ENCRYPTED);
        String text = text(item, SUMMARY) + text(item, "content");
        if (encrypted != null && CarriedReasoning.isOurs(encrypted)) {
            CarriedReasoning.decoded(encrypted).ifPresent(carried -> restore(turn, carried));
        } else if (encrypted != null) {
            turn.add(EncryptedReasoning.DETAILS, EncryptedReasoning.details(item.node()));
        }
        if (!text.isEmpty()) {
            turn.add(TEXT, TextNode.valueOf(text));
        }
    }

    private void restore(AssistantTurn turn, CarriedReasoning carried) {
        carried.message().forEach(turn::add);
        calls.putAll(carried.calls());
    }

    private static String text(JsonFields item, String field) {
        return item.objects(field).stream()
                .map(part -> part.requiredText("text"))
                .collect(Collectors.joining("\n\n"));
    }

    /** The same message, whose tool calls have what belongs to them. */
    Message restored(Message message) {
        if (message.toolCalls() == null || calls.isEmpty()) {
            return message;
        }
        List<ToolCall> restored = message.toolCalls().stream()
                .map(call -> new ToolCall(
                        null, call.id(), call.type(), call.function(), calls.getOrDefault(call.id(), Map.of())))
                .toList();
        return new Message(message.role(), message.content(), null, restored, null, message.extra());
    }

    /** Two values of one field as one. */
    static JsonNode joined(JsonNode first, JsonNode second) {
        if (first.isTextual() && second.isTextual()) {
            return TextNode.valueOf(first.textValue() + second.textValue());
        }
        return first instanceof ArrayNode one && second instanceof ArrayNode other
                ? JsonNodeFactory.instance.arrayNode().addAll(one).addAll(other)
                : second;
    }
}
