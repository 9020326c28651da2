package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.Role;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Converts a conversation to Anthropic's turns. System messages are separate, and a user's turn starts with tool results
 * (https://platform.claude.com/docs/en/build-with-claude/working-with-messages).
 */
final class AnthropicMessages {
    /** The fields of responses that clients send back. {@link AnthropicAssistant} reads some; the others have no effect. */
    private static final Set<String> SUPPORTED = Set.of(
            AnthropicContent.CACHE_CONTROL,
            "is_error",
            "refusal",
            "annotations",
            "citations",
            "reasoning_content",
            "thinking_blocks",
            "content_parts");

    private final ClaudeModel model;
    private final UnsupportedFields unsupported;
    private final AnthropicContent content;
    private final AnthropicAssistant assistant;
    private final List<ObjectNode> system;
    private final List<AnthropicBody.Turn> turns;

    AnthropicMessages(Conversation conversation, ClaudeModel model, UnsupportedFields unsupported) {
        this.model = model;
        this.unsupported = unsupported;
        this.content = new AnthropicContent(unsupported);
        this.assistant = new AnthropicAssistant(content, unsupported);
        this.system = conversation.system().stream()
                .flatMap(entry -> system(entry).stream())
                .toList();
        this.turns = turns(conversation.turns());
    }

    List<ObjectNode> system() {
        return system;
    }

    /** The turns, without empty ones, which Anthropic rejects. */
    List<AnthropicBody.Turn> turns() {
        return turns;
    }

    private List<AnthropicBody.Turn> turns(List<Turn> conversation) {
        List<AnthropicBody.Turn> all = new ArrayList<>(conversation.size());
        for (int i = 0; i < conversation.size(); i++) {
            Turn turn = conversation.get(i);
            boolean last = i == conversation.size() - 1;
            boolean byModel = turn.speaker() == Speaker.MODEL;
            List<ObjectNode> blocks = byModel ? assistant(turn, last) : user(turn);
            if (!blocks.isEmpty()) {
                all.add(new AnthropicBody.Turn(byModel ? "assistant" : "user", blocks));
            }
        }
        return all;
    }

    private List<ObjectNode> system(Entry entry) {
        check(entry);
        List<ContentPart> texts = new ArrayList<>();
        List<ContentPart> parts = parts(entry);
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof ContentPart.Text text) {
                texts.add(text);
            } else {
                unsupported.report(entry.path() + ".content[" + i + "]", "takes only text in system messages");
            }
        }
        return withCacheControl(entry, content.blocks(texts, entry.path()));
    }

    /** Puts tool results first: Anthropic rejects a turn with other content before them. */
    private List<ObjectNode> user(Turn turn) {
        List<ObjectNode> results = new ArrayList<>();
        List<ObjectNode> others = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            check(entry);
            switch (entry.message().role()) {
                case TOOL -> results.addAll(withCacheControl(entry, List.of(result(entry))));
                case FUNCTION -> unsupported.report(entry.path() + ".role", "has no function messages");
                case USER, SYSTEM, DEVELOPER, ASSISTANT ->
                    others.addAll(withCacheControl(entry, content.blocks(parts(entry), entry.path())));
            }
        }
        results.addAll(others);
        return results;
    }

    private ObjectNode result(Entry entry) {
        ObjectNode result = AnthropicContent.block("tool_result")
                .put("tool_use_id", AnthropicAssistant.callId(entry.message().toolCallId()));
        List<ObjectNode> blocks = content.blocks(parts(entry), entry.path());
        if (!blocks.isEmpty()) {
            result.putArray("content").addAll(blocks);
        }
        JsonNode failed = entry.message().extra().get("is_error");
        if (failed != null && failed.isBoolean()) {
            result.set("is_error", failed);
        }
        return result;
    }

    private List<ObjectNode> assistant(Turn turn, boolean last) {
        List<ObjectNode> blocks = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            check(entry);
            blocks.addAll(withCacheControl(entry, assistant.blocks(entry)));
        }
        boolean isPrefill = last
                && !blocks.isEmpty()
                && blocks.getLast().path("type").asText().equals("text");
        if (!isPrefill) {
            return blocks;
        }
        if (!model.supportsPrefill()) {
            unsupported.report(turn.entries().getLast().path(), "does not continue an assistant's message");
            return List.of();
        }
        // Anthropic rejects white space at the end of a message that the model continues.
        ObjectNode end = blocks.getLast();
        end.put("text", end.path("text").asText().stripTrailing());
        return blocks;
    }

    private void check(Entry entry) {
        if (entry.message().name() != null && entry.message().role() != Role.TOOL) {
            unsupported.report(entry.path() + ".name", "has no names of participants");
        }
        entry.message().extra().forEach((name, value) -> {
            if (!SUPPORTED.contains(name) && !value.isNull()) {
                unsupported.report(entry.path() + "." + name, "does not support it");
            }
        });
    }

    /** A message's {@code cache_control} applies to its last block. */
    private static List<ObjectNode> withCacheControl(Entry entry, List<ObjectNode> blocks) {
        JsonNode cacheControl = entry.message().extra().get(AnthropicContent.CACHE_CONTROL);
        if (cacheControl != null && !cacheControl.isNull() && !blocks.isEmpty()) {
            blocks.getLast().set(AnthropicContent.CACHE_CONTROL, cacheControl);
        }
        return blocks;
    }

    private static List<ContentPart> parts(Entry entry) {
        MessageContent content = entry.message().content();
        return content == null ? List.of() : content.asParts();
    }
}
