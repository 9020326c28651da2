package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Messages with Anthropic's blocks for calls and their results
 * (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview). Results stand at the start of a user's message there;
 * OpenAI has a message for each. A message with tool calls keeps its blocks: LangChain sends both for the same call.
 */
final class ForeignMessages {
    private static final String TOOL_USE = "tool_use";
    private static final String TOOL_RESULT = "tool_result";
    private static final Set<String> OF_A_RESULT = Set.of("cache_control", "is_error");
    private static final MessageContent EMPTY = new MessageContent.Text("");

    private final int sent;
    private final List<Message> converted;
    private final List<String> places;

    private ForeignMessages(int sent) {
        this.sent = sent;
        converted = new ArrayList<>(sent);
        places = new ArrayList<>(sent);
    }

    static ForeignMessages of(List<Message> messages) {
        ForeignMessages converted = new ForeignMessages(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            converted.add(messages.get(i), "messages[" + i + "]");
        }
        return converted;
    }

    /** The messages in OpenAI's form. */
    List<Message> converted() {
        return converted;
    }

    /** What the client calls the fields of these messages. */
    UnaryOperator<String> names() {
        return places.size() == sent ? UnaryOperator.identity() : new MessagePlaces(places);
    }

    private void put(@Nullable Message message, String place) {
        converted.add(message);
        places.add(place);
    }

    private void add(@Nullable Message message, String place) {
        if (message == null || !(message.content() instanceof MessageContent.Parts(List<ContentPart> parts))) {
            put(withResult(message), place);
            return;
        }
        List<ContentPart> others = new ArrayList<>(parts.size());
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            ContentPart part = parts.get(i);
            if (isCall(message, part)) {
                calls.add(call((ContentPart.Other) part));
            } else if (isResult(message, part)) {
                String block = place + ".content[" + i + "]";
                put(result((ContentPart.Other) part, block), block);
            } else {
                others.add(ForeignParts.of(part));
            }
        }
        Message rest = rest(message, parts, others, calls);
        if (rest != null) {
            put(rest, place);
        }
    }

    /** What is left of a message without the results of tools in it; null if that is nothing. */
    private static @Nullable Message rest(
            Message message, List<ContentPart> parts, List<ContentPart> others, List<ToolCall> calls) {
        boolean nothingElse = others.isEmpty() && !parts.isEmpty();
        if (!calls.isEmpty()) {
            return with(message, nothingElse ? null : new MessageContent.Parts(others), calls);
        }
        if (nothingElse) {
            return null;
        }
        return others.equals(parts) ? message : with(message, new MessageContent.Parts(others), message.toolCalls());
    }

    /** A tool that returns nothing has a result all the same. */
    private static @Nullable Message withResult(@Nullable Message message) {
        return message != null && message.role() == Role.TOOL && message.content() == null
                ? with(message, EMPTY, message.toolCalls())
                : message;
    }

    private static boolean isCall(Message message, ContentPart part) {
        boolean hasCalls = message.toolCalls() != null && !message.toolCalls().isEmpty();
        return message.role() == Role.ASSISTANT
                && !hasCalls
                && part instanceof ContentPart.Other other
                && TOOL_USE.equals(other.type())
                && !text(other, "id").isEmpty()
                && !text(other, "name").isEmpty();
    }

    private static ToolCall call(ContentPart.Other block) {
        JsonNode input = block.extra().get("input");
        String arguments = input == null || input.isNull() ? "{}" : input.toString();
        return new ToolCall(
                null,
                text(block, "id"),
                "function",
                new ToolCall.Function(text(block, "name"), arguments, Map.of()),
                Map.of());
    }

    private static boolean isResult(Message message, ContentPart part) {
        return message.role() == Role.USER
                && part instanceof ContentPart.Other other
                && TOOL_RESULT.equals(other.type())
                && !text(other, "tool_use_id").isEmpty();
    }

    private static Message result(ContentPart.Other block, String path) {
        Map<String, JsonNode> extra = new LinkedHashMap<>(block.extra());
        extra.keySet().retainAll(OF_A_RESULT);
        MessageContent content = content(block.extra().get("content"), path + ".content");
        return new Message(Role.TOOL, content, null, null, text(block, "tool_use_id"), extra);
    }

    private static MessageContent content(@Nullable JsonNode sent, String path) {
        if (sent == null || sent.isNull()) {
            return EMPTY;
        }
        try {
            MessageContent content = JsonCodec.mapper().treeToValue(sent, MessageContent.class);
            return content instanceof MessageContent.Parts(List<ContentPart> parts)
                    ? new MessageContent.Parts(
                            parts.stream().map(ForeignParts::of).toList())
                    : content;
        } catch (JsonProcessingException wrongType) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    path,
                    "Invalid type or value for '" + path + "': expected a string or an array of content parts.");
        }
    }

    /** Empty where the block has no such text. */
    private static String text(ContentPart.Other block, String field) {
        JsonNode value = block.extra().get(field);
        return value == null || !value.isTextual() ? "" : value.textValue();
    }

    private static Message with(Message message, @Nullable MessageContent content, @Nullable List<ToolCall> calls) {
        return new Message(message.role(), content, message.name(), calls, message.toolCallId(), message.extra());
    }
}
