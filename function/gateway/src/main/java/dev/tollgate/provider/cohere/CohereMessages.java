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

/**
 * The conversation as Cohere wants it: what the system says first and in one message, then all others in their order. A
 * tool's result is a message of its own, however many there are.
 */
final class CohereMessages {
    /** What an answer of this gateway may hold, and a client sends back with it. */
    private static final Set<String> ANSWERED =
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
        system(conversation.system(), all);
        for (Conversation.Turn turn : conversation.turns()) {
            turn.entries().forEach(entry -> say(entry, all));
        }
        return all;
    }

    /** Cohere refuses one that is not the first message. */
    private void system(List<Entry> entries, List<CohereRequest.Message> all) {
        List<ContentPart> said = new ArrayList<>();
        for (Entry entry : entries) {
            report(entry, Set.of());
            said.addAll(parts.texts(entry));
        }
        if (!said.isEmpty()) {
            all.add(CohereRequest.Message.of("system", content(said)));
        }
    }

    private void say(Entry entry, List<CohereRequest.Message> all) {
        Message message = entry.message();
        switch (message.role()) {
            case ASSISTANT -> assistant(entry, all);
            case TOOL -> {
                report(entry, Set.of());
                MessageContent result = content(parts.toolResult(entry));
                all.add(new CohereRequest.Message("tool", result, null, null, message.toolCallId(), null));
            }
            // Of these three, only a user takes turns.
            case USER, SYSTEM, DEVELOPER -> {
                report(entry, Set.of());
                all.add(CohereRequest.Message.of("user", content(parts.question(entry))));
            }
            case FUNCTION -> unsupported.report(entry.path(), "knows results of tools, not of functions");
        }
    }

    /** An assistant that said nothing is left out: Cohere refuses empty messages. */
    private void assistant(Entry entry, List<CohereRequest.Message> all) {
        report(entry, ANSWERED);
        Message message = entry.message();
        JsonNode citations = message.extra().get("citations");
        List<ContentPart> thoughts = thoughts(message).stream()
                .<ContentPart>map(
                        thought -> new ContentPart.Other("thinking", Map.of("thinking", TextNode.valueOf(thought))))
                .toList();
        List<ContentPart> said = parts.answer(entry);
        if (message.toolCalls() != null && !message.toolCalls().isEmpty()) {
            MessageContent thought = thoughts.isEmpty() ? null : content(thoughts);
            all.add(new CohereRequest.Message(
                    "assistant", thought, plan(message, said), calls(entry), null, citations));
        } else if (!said.isEmpty()) {
            List<ContentPart> spoken =
                    Stream.concat(thoughts.stream(), said.stream()).toList();
            all.add(new CohereRequest.Message("assistant", content(spoken), null, null, null, citations));
        }
    }

    /** Thinking without its blocks, as of other providers, is over with the answer that it led to. */
    private static List<String> thoughts(Message message) {
        List<String> thoughts = new ArrayList<>();
        for (Block block : ThinkingBlocks.of(message)) {
            if (block instanceof Block.Thinking thought) {
                thoughts.add(thought.text());
            }
        }
        return thoughts;
    }

    /**
     * Cohere refuses text beside tool calls: it wants it as the plan. A plan of its own came to the client as what {@code
     * reasoning_content} holds beyond the thinking, which has blocks.
     */
    private static String plan(Message message, List<ContentPart> said) {
        JsonNode own = message.extra().get("tool_plan");
        if (own != null && own.isTextual()) {
            return own.textValue();
        }
        if (!said.isEmpty()) {
            return said.stream().map(part -> ((ContentPart.Text) part).text()).collect(Collectors.joining());
        }
        JsonNode reasoning = message.extra().get("reasoning_content");
        return reasoning == null || !reasoning.isTextual() ? null : beyond(thoughts(message), reasoning.textValue());
    }

    private static String beyond(List<String> thoughts, String reasoning) {
        String thought = String.join("", thoughts);
        return reasoning.startsWith(thought) && reasoning.length() > thought.length()
                ? reasoning.substring(thought.length())
                : null;
    }

    /** What other providers have added to their calls is theirs: it asks nothing of Cohere. */
    private List<ToolCall> calls(Entry entry) {
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < entry.message().toolCalls().size(); i++) {
            ToolCall call = entry.message().toolCalls().get(i);
            if (call == null || call.function() == null) {
                unsupported.report(entry.path() + ".tool_calls[" + i + "]", "knows calls of functions only");
            } else {
                String arguments = call.function().arguments();
                boolean none = arguments == null || arguments.isBlank();
                ToolCall.Function function =
                        new ToolCall.Function(call.function().name(), none ? "{}" : arguments, null);
                calls.add(new ToolCall(null, call.id(), "function", function, null));
            }
        }
        return calls;
    }

    private void report(Entry entry, Set<String> understood) {
        if (entry.message().name() != null) {
            unsupported.report(entry.path() + ".name", "does not tell speakers apart by name");
        }
        entry.message().extra().forEach((field, value) -> {
            if (!understood.contains(field) && !value.isNull()) {
                unsupported.report(entry.path() + "." + field, "does not support it");
            }
        });
    }

    /** Plain text stays a plain string. */
    private static MessageContent content(List<ContentPart> parts) {
        return parts.size() == 1 && parts.getFirst() instanceof ContentPart.Text text
                ? new MessageContent.Text(text.text())
                : new MessageContent.Parts(parts);
    }
}
