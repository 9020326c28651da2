package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a turn of a conversation. OpenAI has a message for each result of a tool, so a user's turn may become several messages, in
 * the order of its blocks. An assistant's turn stays one message, whose fields say the order of its blocks.
 */
final class TurnReader {
    private static final String TYPE = "type";
    private static final String CONTENT = "content";
    private static final Set<String> OF_A_RESULT = Set.of("cache_control", "is_error");

    private final List<Message> messages = new ArrayList<>();

    /** The messages of one turn. */
    static List<Message> messages(BodyFields turn) {
        TurnReader reader = new TurnReader();
        reader.add(turn);
        return reader.messages;
    }

    /** A system prompt, or an instruction within the conversation. */
    static Message system(BodyFields fields, String field) {
        return message(Role.SYSTEM, ContentBlocks.required(fields, field));
    }

    private void add(BodyFields turn) {
        String role = turn.text("role");
        boolean plain = turn.node(CONTENT).isTextual();
        turn.require(CONTENT);
        switch (role) {
            case "user" -> {
                if (plain) {
                    messages.add(Message.text(Role.USER, turn.text(CONTENT)));
                } else {
                    addUser(turn.list(CONTENT));
                }
            }
            case "assistant" ->
                messages.add(
                        plain
                                ? Message.text(Role.ASSISTANT, turn.text(CONTENT))
                                : new AssistantTurn(turn.list(CONTENT)).message());
            case "system" -> messages.add(system(turn, CONTENT));
            default -> throw turn.invalid("role", "Input should be 'user', 'assistant' or 'system'");
        }
    }

    private void addUser(List<BodyFields> blocks) {
        List<ContentPart> parts = new ArrayList<>();
        for (BodyFields block : blocks) {
            if (block.text(TYPE).equals("tool_result")) {
                flush(parts);
                messages.add(result(block));
            } else {
                parts.add(ContentBlocks.part(block));
            }
        }
        flush(parts);
    }

    private void flush(List<ContentPart> parts) {
        if (!parts.isEmpty()) {
            messages.add(message(Role.USER, MessageContent.of(List.copyOf(parts))));
            parts.clear();
        }
    }

    /** A tool that returns nothing has a result all the same. */
    private static Message result(BodyFields block) {
        Map<String, JsonNode> extra = block.except(Set.of());
        extra.keySet().retainAll(OF_A_RESULT);
        MessageContent content =
                block.has(CONTENT) ? ContentBlocks.required(block, CONTENT) : new MessageContent.Text("");
        return new Message(Role.TOOL, content, null, null, block.text("tool_use_id"), extra);
    }

    private static Message message(Role role, MessageContent content) {
        return new Message(role, content, null, null, null, Map.of());
    }

    /** One turn of the model. */
    private static final class AssistantTurn {
        private final List<ContentPart> parts = new ArrayList<>();
        private final List<ToolCall> calls = new ArrayList<>();
        private final StringBuilder reasoning = new StringBuilder();
        private final ReplyBlocks placed = new ReplyBlocks();

        AssistantTurn(List<BodyFields> blocks) {
            for (int i = 0; i < blocks.size(); i++) {
                add(i, blocks.get(i));
            }
        }

        private void add(int number, BodyFields block) {
            switch (block.text(TYPE)) {
                case "text" -> {
                    ContentPart text = ContentBlocks.part(block);
                    parts.add(text);
                    placed.addText(number, block.text("text"));
                }
                case "thinking" -> addThinking(number, block.text("thinking"), signature(block));
                case "redacted_thinking" -> addRedacted(number, block.text("data"));
                case "tool_use" -> {
                    calls.add(call(block));
                    placed.nextCall(number);
                }
                default -> placed.addOther(number, block.object().deepCopy());
            }
        }

        private void addThinking(int number, String text, @Nullable String signature) {
            reasoning.append(text);
            placed.addThinking(number, new ThinkingBlocks.Block.Thinking(text, signature));
        }

        private void addRedacted(int number, String data) {
            HiddenThinking.of(data)
                    .ifPresentOrElse(
                            text -> addThinking(number, text, null),
                            () -> placed.addThinking(number, new ThinkingBlocks.Block.Redacted(data)));
        }

        /** Thinking of another model has an empty one: this API requires the field. */
        private static @Nullable String signature(BodyFields block) {
            String signature = block.optionalText("signature");
            return signature == null || signature.isEmpty() ? null : signature;
        }

        private static ToolCall call(BodyFields block) {
            return new ToolCall(
                    null,
                    block.text("id"),
                    "function",
                    new ToolCall.Function(block.text("name"), arguments(block.node("input")), Map.of()),
                    block.except(Set.of(TYPE, "id", "name", "input")));
        }

        /** Clients keep the input of a call that a limit of tokens has cut short as text. */
        private static String arguments(JsonNode input) {
            return input.isTextual() ? input.textValue() : input.isContainerNode() ? input.toString() : "{}";
        }

        Message message() {
            Map<String, JsonNode> extra = new LinkedHashMap<>(placed.fields());
            if (!reasoning.isEmpty()) {
                extra.put("reasoning_content", TextNode.valueOf(reasoning.toString()));
            }
            MessageContent content = parts.isEmpty() ? null : MessageContent.of(parts);
            boolean empty = content == null && calls.isEmpty() && extra.isEmpty();
            return new Message(
                    Role.ASSISTANT,
                    empty ? new MessageContent.Text("") : content,
                    null,
                    calls.isEmpty() ? null : calls,
                    null,
                    extra);
        }
    }
}
