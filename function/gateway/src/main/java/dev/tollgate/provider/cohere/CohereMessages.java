package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.ThinkingBlocks.Block;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts a conversation to Cohere's messages: one system message first, then all others in their order. Each tool result is
 * a message of its own.
 */
final class CohereMessages {
    /** The fields of the gateway's responses, which clients send back. */
    private static final Set<String> RESPONSE_FIELDS =
            Set.of("refusal", "reasoning_content", ThinkingBlocks.FIELD, "citations", "annotations", "tool_plan");

    private final UnsupportedFields unsupported;
    private final CohereParts parts;

    CohereMessages(UnsupportedFields unsupported) {
        this.unsupported = unsupported;
        this.parts = new CohereParts(unsupported);
    }

    List<CohereRequest.Message> of(List<Message> messages) {
        Conversation conversation = Conversation.of(messages);
        List<CohereRequest.Message> all = new ArrayList<>();
        addSystem(conversation.system(), all);
        for (Conversation.Turn turn : conversation.turns()) {
            turn.entries().forEach(entry -> add(entry, all));
        }
        return all;
    }

    /** Joins all system messages, because Cohere rejects one that is not the first message. */
    private void addSystem(List<Entry> entries, List<CohereRequest.Message> all) {
        List<ContentPart> texts = new ArrayList<>();
        for (Entry entry : entries) {
            report(entry, Set.of());
            texts.addAll(parts.texts(entry));
        }
        if (!texts.isEmpty()) {
            all.add(CohereRequest.Message.of("system", content(texts)));
        }
    }

    private void add(Entry entry, List<CohereRequest.Message> all) {
        Message message = entry.message();
        switch (message.role()) {
            case ASSISTANT -> addAssistant(entry, all);
            case TOOL -> {
                report(entry, Set.of());
                MessageContent result = content(parts.toolResult(entry));
                all.add(new CohereRequest.Message("tool", result, null, null, message.toolCallId(), null));
            }
            // Of these three roles, only the user has turns.
            case USER, SYSTEM, DEVELOPER -> {
                report(entry, Set.of());
                all.add(CohereRequest.Message.of("user", content(parts.user(entry))));
            }
            case FUNCTION -> unsupported.report(entry.path(), "supports results of tools, not of functions");
        }
    }

    /** Drops an assistant's message without content, because Cohere rejects empty messages. */
    private void addAssistant(Entry entry, List<CohereRequest.Message> all) {
        report(entry, RESPONSE_FIELDS);
        Message message = entry.message();
        JsonNode citations = message.extra().get("citations");
        List<ContentPart> thinking = thinking(message).stream()
                .<ContentPart>map(text -> new ContentPart.Other("thinking", Map.of("thinking", TextNode.valueOf(text))))
                .toList();
        List<ContentPart> texts = parts.assistant(entry);
        List<ToolCall> calls = message.toolCalls();
        if (calls != null && !calls.isEmpty()) {
            MessageContent content = thinking.isEmpty() ? null : content(thinking);
            all.add(new CohereRequest.Message(
                    "assistant", content, plan(message, texts), calls(entry.path(), calls), null, citations));
        } else if (!texts.isEmpty()) {
            List<ContentPart> content =
                    Stream.concat(thinking.stream(), texts.stream()).toList();
            all.add(new CohereRequest.Message("assistant", content(content), null, null, null, citations));
        }
    }

    /** The thinking in blocks. Thinking of other providers has no blocks, and Cohere does not need it back. */
    private static List<String> thinking(Message message) {
        List<String> texts = new ArrayList<>();
        for (Block block : ThinkingBlocks.of(message)) {
            if (block instanceof Block.Thinking thinking) {
                texts.add(thinking.text());
            }
        }
        return texts;
    }

    /**
     * Cohere rejects text next to tool calls and expects it as the plan. The gateway returned Cohere's own plan as part of
     * {@code reasoning_content}, after the thinking, which also has blocks.
     */
    private static @Nullable String plan(Message message, List<ContentPart> texts) {
        JsonNode own = message.extra().get("tool_plan");
        if (own != null && own.isTextual()) {
            return own.textValue();
        }
        if (!texts.isEmpty()) {
            return texts.stream().map(part -> ((ContentPart.Text) part).text()).collect(Collectors.joining());
        }
        JsonNode reasoning = message.extra().get("reasoning_content");
        return reasoning == null || !reasoning.isTextual()
                ? null
                : withoutThinking(thinking(message), reasoning.textValue());
    }

    private static @Nullable String withoutThinking(List<String> texts, String reasoning) {
        String thinking = String.join("", texts);
        return reasoning.startsWith(thinking) && reasoning.length() > thinking.length()
                ? reasoning.substring(thinking.length())
                : null;
    }

    /** Drops the fields that other providers add to their calls, because Cohere does not need them. */
    private List<ToolCall> calls(String path, List<ToolCall> toolCalls) {
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < toolCalls.size(); i++) {
            ToolCall call = toolCalls.get(i);
            if (call.function() == null) {
                unsupported.report(path + ".tool_calls[" + i + "]", "supports only calls of functions");
            } else {
                String arguments = call.function().arguments();
                boolean none = arguments == null || arguments.isBlank();
                ToolCall.Function function =
                        new ToolCall.Function(call.function().name(), none ? "{}" : arguments, Map.of());
                calls.add(new ToolCall(null, call.id(), "function", function, Map.of()));
            }
        }
        return calls;
    }

    private void report(Entry entry, Set<String> supported) {
        if (entry.message().name() != null) {
            unsupported.report(entry.path() + ".name", "has no names of participants");
        }
        entry.message().extra().forEach((field, value) -> {
            if (!supported.contains(field) && !value.isNull()) {
                unsupported.report(entry.path() + "." + field, "does not support it");
            }
        });
    }

    /** Sends plain text as a plain string. */
    private static MessageContent content(List<ContentPart> parts) {
        return parts.size() == 1 && parts.getFirst() instanceof ContentPart.Text text
                ? new MessageContent.Text(text.text())
                : new MessageContent.Parts(parts);
    }
}
