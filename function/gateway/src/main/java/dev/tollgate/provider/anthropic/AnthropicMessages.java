package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ClaudeModel;
import dev.tollgate.provider.claude.ToolLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a conversation to Anthropic's turns. System messages are separate, and a user's turn starts with tool results
 * (https://platform.claude.com/docs/en/build-with-claude/working-with-messages).
 */
final class AnthropicMessages {
    /** What {@link AnthropicAssistant} reads, and fields that go to blocks. */
    private static final Set<String> ASSISTANT_FIELDS =
            Set.of(AnthropicContent.CACHE_CONTROL, "refusal", "reasoning_content", "thinking_blocks", "content_parts");

    private static final Set<String> OTHER_FIELDS = Set.of(AnthropicContent.CACHE_CONTROL, "is_error");

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";

    private final ClaudeModel model;
    private final UnsupportedFields unsupported;
    private final AnthropicContent content;
    private final AnthropicAssistant assistant;
    private final AssistantFiles files = new AssistantFiles();
    private final List<AnthropicBody.Turn> turns = new ArrayList<>();
    private List<ObjectNode> system;

    AnthropicMessages(Conversation conversation, ClaudeModel model, UnsupportedFields unsupported) {
        this.model = model;
        this.unsupported = unsupported;
        this.content = new AnthropicContent(unsupported);
        this.assistant = new AnthropicAssistant(content, unsupported);
        this.system = conversation.system().stream()
                .flatMap(entry -> system(entry).stream())
                .toList();
        boolean isPrefill = false;
        List<Turn> all = conversation.turns();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).speaker() == Speaker.USER) {
                add(USER, files.addedTo(user(all.get(i))));
            } else {
                boolean last = i == all.size() - 1;
                List<ObjectNode> blocks = assistant(all.get(i), last);
                add(ASSISTANT, blocks);
                isPrefill = last && !blocks.isEmpty();
            }
        }
        add(USER, files.addedTo(List.of()));
        if (!isPrefill && !turns.isEmpty() && turns.getLast().role().equals(ASSISTANT)) {
            // The last message was empty. The model must not take the one before it for its own beginning.
            add(USER, List.of(AnthropicContent.text(Conversation.CONTINUED)));
        }
        if (turns.isEmpty()) {
            // Anthropic requires a message. OpenAI's models also answer a system message alone.
            add(USER, system);
            system = List.of();
        }
        if (turns.isEmpty()) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "messages",
                    "Invalid value for 'messages': expected a message with content.");
        }
    }

    List<ObjectNode> system() {
        return system;
    }

    /** The turns: they alternate, start with the user's, and none is empty. */
    List<AnthropicBody.Turn> turns() {
        return List.copyOf(turns);
    }

    /** The tool loop at the end. */
    ToolLoop loop() {
        return ToolLoop.of(turns.stream()
                .map(turn -> new ToolLoop.LoopTurn(
                        turn.role().equals(ASSISTANT),
                        turn.content().stream()
                                .anyMatch(block -> block.path("type").asText().equals("tool_result")),
                        isThinking(turn.content().getFirst())))
                .toList());
    }

    /** Removes the thinking of the turns from this index on. */
    void removeThinking(int from) {
        for (AnthropicBody.Turn turn : turns.subList(from, turns.size())) {
            if (turn.content().removeIf(AnthropicMessages::isThinking)) {
                unsupported.drop("messages[]." + ThinkingBlocks.FIELD);
            }
        }
    }

    /** Joins neighbours of one role, between which an empty message was dropped. */
    private void add(String role, List<ObjectNode> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        if (turns.isEmpty() && role.equals(ASSISTANT)) {
            add(USER, List.of(AnthropicContent.text(Conversation.CONTINUED)));
        }
        if (!turns.isEmpty() && turns.getLast().role().equals(role)) {
            turns.getLast().content().addAll(blocks);
        } else {
            turns.add(new AnthropicBody.Turn(role, new ArrayList<>(blocks)));
        }
    }

    private List<ObjectNode> system(Entry entry) {
        MessageFields.check(entry, OTHER_FIELDS, unsupported);
        List<ObjectNode> blocks = new ArrayList<>();
        List<ContentPart> parts = parts(entry);
        for (int i = 0; i < parts.size(); i++) {
            String path = entry.path() + ".content[" + i + "]";
            if (parts.get(i) instanceof ContentPart.Text) {
                addIfPresent(content.block(parts.get(i), path), blocks);
            } else {
                unsupported.report(path, "takes only text in system messages");
            }
        }
        return withCacheControl(entry, blocks);
    }

    /** {@link dev.tollgate.provider.PairedResults} has put results first: Anthropic rejects other content before them. */
    private List<ObjectNode> user(Turn turn) {
        List<ObjectNode> blocks = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            MessageFields.check(entry, OTHER_FIELDS, unsupported);
            switch (entry.message().role()) {
                case TOOL -> blocks.addAll(withCacheControl(entry, List.of(result(entry))));
                case USER, SYSTEM, DEVELOPER, ASSISTANT, FUNCTION ->
                    blocks.addAll(withCacheControl(entry, content(entry)));
            }
        }
        return blocks;
    }

    private ObjectNode result(Entry entry) {
        ObjectNode result = AnthropicContent.block("tool_result")
                .put("tool_use_id", entry.message().toolCallId());
        List<ObjectNode> blocks = content(entry);
        boolean failed = entry.message()
                .extra()
                .getOrDefault("is_error", BooleanNode.FALSE)
                .asBoolean();
        if (failed && blocks.isEmpty()) {
            // Anthropic rejects an error without content.
            blocks = List.of(AnthropicContent.text("Error"));
        }
        if (!blocks.isEmpty()) {
            result.putArray("content").addAll(blocks);
        }
        return failed ? result.put("is_error", true) : result;
    }

    private List<ObjectNode> assistant(Turn turn, boolean last) {
        List<ObjectNode> blocks = new ArrayList<>();
        for (Entry entry : turn.entries()) {
            MessageFields.check(entry, ASSISTANT_FIELDS, unsupported);
            blocks.addAll(withCacheControl(entry, assistant.blocks(entry)));
        }
        while (!blocks.isEmpty() && isThinking(blocks.getLast())) {
            // Anthropic rejects thinking at the end, where a limit cut off what followed.
            blocks.removeLast();
            unsupported.drop(turn.entries().getLast().path() + "." + ThinkingBlocks.FIELD);
        }
        files.takeFrom(blocks);
        boolean isPrefill = last
                && files.isEmpty()
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

    private List<ObjectNode> content(Entry entry) {
        List<ObjectNode> blocks = new ArrayList<>();
        List<ContentPart> parts = parts(entry);
        for (int i = 0; i < parts.size(); i++) {
            addIfPresent(content.block(parts.get(i), entry.path() + ".content[" + i + "]"), blocks);
        }
        return blocks;
    }

    private static void addIfPresent(@Nullable ObjectNode block, List<ObjectNode> blocks) {
        if (block != null) {
            blocks.add(block);
        }
    }

    /** A message's {@code cache_control} applies to its last block. Thinking takes none. */
    private static List<ObjectNode> withCacheControl(Entry entry, List<ObjectNode> blocks) {
        JsonNode cacheControl = entry.message().extra().get(AnthropicContent.CACHE_CONTROL);
        boolean applies =
                cacheControl != null && cacheControl.isObject() && !blocks.isEmpty() && !isThinking(blocks.getLast());
        if (applies) {
            blocks.getLast().set(AnthropicContent.CACHE_CONTROL, cacheControl);
        }
        return blocks;
    }

    static boolean isThinking(ObjectNode block) {
        return block.path("type").asText().endsWith("thinking");
    }

    private static List<ContentPart> parts(Entry entry) {
        MessageContent content = entry.message().content();
        return content == null ? List.of() : content.asParts();
    }
}
