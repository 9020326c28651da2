package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.AssistantBlocks;
import dev.tollgate.openai.AssistantBlocks.Piece;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ThinkingBlocks.Block;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts an assistant's message to blocks in the order in which the model wrote them
 * (https://platform.claude.com/docs/en/build-with-claude/thinking#preserving-thinking-blocks).
 */
final class AnthropicAssistant {
    /** Blocks of Anthropic's own tools are calls, results, and these. Other providers' parts have other types. */
    private static final Set<String> OTHER_TYPES = Set.of("container_upload", "compaction", "search_result");

    private static final String REASONING = "reasoning_content";
    private static final Set<String> CALL_FIELDS = Set.of(AnthropicContent.CACHE_CONTROL);

    private final AnthropicContent content;
    private final UnsupportedFields unsupported;

    AnthropicAssistant(AnthropicContent content, UnsupportedFields unsupported) {
        this.content = content;
        this.unsupported = unsupported;
    }

    /** The blocks of a message. */
    List<ObjectNode> blocks(Entry entry) {
        List<ObjectNode> blocks = new ArrayList<>();
        boolean thought = false;
        for (Piece piece : AssistantBlocks.of(entry.message())) {
            ObjectNode block = block(piece, entry);
            if (block != null) {
                thought |= piece instanceof Piece.Thinking;
                blocks.add(block);
            }
        }
        addRefusal(entry, blocks);
        JsonNode reasoning = entry.message().extra().get(REASONING);
        if (!thought && reasoning != null && !reasoning.asText().isEmpty()) {
            unsupported.drop(entry.path() + "." + REASONING);
        }
        return blocks;
    }

    private @Nullable ObjectNode block(Piece piece, Entry entry) {
        return switch (piece) {
            case Piece.Thinking(Block block) -> thinking(block, entry);
            case Piece.Other(int index, ObjectNode block) ->
                other(block, entry.path() + ".content_parts[" + index + "]");
            case Piece.Content(int index, ContentPart part) ->
                content.block(part, entry.path() + ".content[" + index + "]");
            case Piece.Call(int index, ToolCall call) -> call(call, entry.path() + ".tool_calls[" + index + "]");
        };
    }

    /** Drops thinking without a signature: it is from another model, and Anthropic rejects it. */
    private @Nullable ObjectNode thinking(Block block, Entry entry) {
        if (!block.isSigned()) {
            unsupported.drop(entry.path() + "." + ThinkingBlocks.FIELD);
            return null;
        }
        return switch (block) {
            case Block.Thinking(String text, String signature) ->
                AnthropicContent.block("thinking").put("thinking", text).put("signature", signature);
            case Block.Redacted(String data) ->
                AnthropicContent.block("redacted_thinking").put("data", data);
        };
    }

    private @Nullable ObjectNode other(ObjectNode block, String path) {
        String type = block.path("type").asText();
        if (OTHER_TYPES.contains(type) || type.endsWith("_tool_use") || type.endsWith("_tool_result")) {
            return block;
        }
        unsupported.drop(path);
        return null;
    }

    private @Nullable ObjectNode call(ToolCall call, String path) {
        if (call.function() == null) {
            unsupported.report(path, "supports only calls of functions");
            return null;
        }
        MessageFields.dropExcept(CALL_FIELDS, call.extra(), path, unsupported);
        ObjectNode block = AnthropicContent.block("tool_use")
                .put("id", call.id() == null ? "" : call.id())
                .put("name", AnthropicTools.acceptedName(call.function().name()));
        block.set("input", ToolArguments.object(call.function().arguments()));
        JsonNode cacheControl = call.extra().get(AnthropicContent.CACHE_CONTROL);
        if (cacheControl != null && cacheControl.isObject()) {
            block.set(AnthropicContent.CACHE_CONTROL, cacheControl);
        }
        return block;
    }

    /** What the model said instead of an answer is text, before any calls. */
    private static void addRefusal(Entry entry, List<ObjectNode> blocks) {
        JsonNode refusal = entry.message().extra().get("refusal");
        if (refusal == null || !refusal.isTextual() || refusal.textValue().isBlank()) {
            return;
        }
        int firstCall = 0;
        while (firstCall < blocks.size()
                && !blocks.get(firstCall).path("type").asText().equals("tool_use")) {
            firstCall++;
        }
        blocks.add(firstCall, AnthropicContent.text(refusal.textValue()));
    }
}
