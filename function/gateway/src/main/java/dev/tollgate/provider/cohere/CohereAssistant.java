package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ThinkingBlocks.Block;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts an assistant's message (https://docs.cohere.com/docs/tool-use-overview). Cohere rejects text next to tool calls.
 * Where the model thinks, what it wrote before its calls is thinking; elsewhere it is the plan (vercel/ai#5794).
 */
final class CohereAssistant {
    private static final String CITATIONS = "citations";
    private static final String PLAN = "tool_plan";
    private static final String REASONING = "reasoning_content";

    private final boolean thinks;
    private final CohereParts parts;
    private final UnsupportedFields unsupported;

    CohereAssistant(boolean thinks, CohereParts parts, UnsupportedFields unsupported) {
        this.thinks = thinks;
        this.parts = parts;
        this.unsupported = unsupported;
    }

    /** The message; empty where it has no content, because Cohere rejects empty messages. */
    Optional<CohereRequest.Message> message(Entry entry) {
        Message message = entry.message();
        List<ToolCall> calls = calls(entry);
        List<ContentPart> texts = parts.assistant(entry);
        List<String> thinking = thinks ? thinking(message) : List.of();
        String plan = calls.isEmpty() ? null : plan(message, texts);
        dropFields(entry, thinking, plan);
        if (!calls.isEmpty()) {
            List<ContentPart> content = thoughts(thinking);
            if (thinks && plan != null && !plan.isEmpty()) {
                content.add(thought(plan));
            }
            MessageContent before = content.isEmpty() ? null : CohereMessages.content(content);
            return Optional.of(new CohereRequest.Message(
                    "assistant", before, thinks ? null : plan, calls, null, citations(message)));
        }
        if (texts.isEmpty()) {
            return Optional.empty();
        }
        List<ContentPart> content = thoughts(thinking);
        content.addAll(texts);
        return Optional.of(new CohereRequest.Message(
                "assistant", CohereMessages.content(content), null, null, null, citations(message)));
    }

    /** Names what is left out of the fields that clients send back. */
    private void dropFields(Entry entry, List<String> thinking, @Nullable String plan) {
        Set<String> understood = new HashSet<>(Set.of("refusal"));
        Map<String, JsonNode> extra = entry.message().extra();
        if (citations(entry.message()) != null) {
            understood.add(CITATIONS);
        }
        if (!thinking.isEmpty()) {
            understood.add(ThinkingBlocks.FIELD);
        }
        String reasoning = text(extra.get(REASONING));
        boolean said = reasoning != null && (reasoning.equals(plan) || reasoning.equals(String.join("", thinking)));
        if (said || (!thinking.isEmpty() && plan != null)) {
            understood.add(REASONING);
        }
        if (plan != null && plan.equals(text(extra.get(PLAN)))) {
            understood.add(PLAN);
        }
        MessageFields.check(entry, understood, unsupported);
    }

    /** The thinking in blocks. Thinking of other providers has no blocks, and Cohere does not need it back. */
    private static List<String> thinking(Message message) {
        List<String> thoughts = new ArrayList<>();
        for (Block block : ThinkingBlocks.of(message)) {
            if (block instanceof Block.Thinking(String text, String _) && !text.isEmpty()) {
                thoughts.add(text);
            }
        }
        return thoughts;
    }

    private static List<ContentPart> thoughts(List<String> texts) {
        List<ContentPart> thoughts = new ArrayList<>();
        texts.forEach(text -> thoughts.add(thought(text)));
        return thoughts;
    }

    private static ContentPart thought(String text) {
        return new ContentPart.Other("thinking", Map.of("thinking", TextNode.valueOf(text)));
    }

    /**
     * What the model wrote before its calls. The gateway returned Cohere's own plan as part of {@code reasoning_content}, after
     * the thinking, which also has blocks.
     */
    private static @Nullable String plan(Message message, List<ContentPart> texts) {
        String own = text(message.extra().get(PLAN));
        if (own != null) {
            return own;
        }
        if (!texts.isEmpty()) {
            return texts.stream().map(part -> ((ContentPart.Text) part).text()).collect(Collectors.joining());
        }
        String reasoning = text(message.extra().get(REASONING));
        return reasoning == null ? null : withoutThinking(String.join("", thinking(message)), reasoning);
    }

    private static @Nullable String withoutThinking(String thinking, String reasoning) {
        return reasoning.startsWith(thinking) && reasoning.length() > thinking.length()
                ? reasoning.substring(thinking.length())
                : null;
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.textValue();
    }

    /** Cohere's own citations. Other providers use the same name for lists of URLs. */
    private static @Nullable JsonNode citations(Message message) {
        ArrayNode own = JsonNodeFactory.instance.arrayNode();
        if (message.extra().get(CITATIONS) instanceof ArrayNode all) {
            all.forEach(citation -> {
                if (citation.path("start").isInt() && citation.path("sources").isArray()) {
                    own.add(citation);
                }
            });
        }
        return own.isEmpty() ? null : own;
    }

    /**
     * The arguments as an object's JSON, unchanged where they are one. A reply that was cut off leaves half of them in the
     * history, and providers refuse the whole conversation for it (MoonshotAI/kimi-cli#2196, justrach/codegraff#752).
     */
    private static String arguments(@Nullable String arguments) {
        ObjectNode object = ToolArguments.object(arguments);
        if (arguments == null) {
            return object.toString();
        }
        try {
            return object.equals(JsonCodec.mapper().readTree(arguments)) ? arguments : object.toString();
        } catch (JsonProcessingException notJson) {
            return object.toString();
        }
    }

    private List<ToolCall> calls(Entry entry) {
        List<ToolCall> toolCalls = entry.message().toolCalls() == null
                ? List.of()
                : entry.message().toolCalls();
        List<ToolCall> calls = new ArrayList<>();
        for (int i = 0; i < toolCalls.size(); i++) {
            ToolCall call = toolCalls.get(i);
            String path = entry.path() + ".tool_calls[" + i + "]";
            if (call.function() == null) {
                unsupported.report(path, "supports only calls of functions");
                continue;
            }
            MessageFields.dropExcept(Set.of(), call.extra(), path, unsupported);
            MessageFields.dropExcept(Set.of(), call.function().extra(), path + ".function", unsupported);
            calls.add(new ToolCall(
                    null,
                    call.id(),
                    "function",
                    new ToolCall.Function(
                            call.function().name(), arguments(call.function().arguments()), Map.of()),
                    Map.of()));
        }
        return calls;
    }
}
