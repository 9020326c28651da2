package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.ThinkingBlocks.Block;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.UnsupportedFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts an assistant's message to blocks in the order that Anthropic requires: thinking, blocks of Anthropic's own tools,
 * text, calls (https://platform.claude.com/docs/en/build-with-claude/extended-thinking#preserving-thinking-blocks).
 */
final class AnthropicAssistant {
    /** The field for blocks that OpenAI's schema has no field for, as {@link AnthropicReply} returns them. */
    static final String OTHER_BLOCKS = "content_parts";

    private final AnthropicContent content;
    private final UnsupportedFields unsupported;

    AnthropicAssistant(AnthropicContent content, UnsupportedFields unsupported) {
        this.content = content;
        this.unsupported = unsupported;
    }

    List<ObjectNode> blocks(Entry entry) {
        Message message = entry.message();
        List<ObjectNode> blocks = new ArrayList<>();
        ThinkingBlocks.of(message).forEach(block -> addThinking(block, blocks));
        JsonNode others = message.extra().get(OTHER_BLOCKS);
        if (others != null) {
            others.forEach(block -> {
                if (block instanceof ObjectNode object) {
                    blocks.add(object.deepCopy());
                }
            });
        }
        List<ContentPart> parts =
                message.content() == null ? List.of() : message.content().asParts();
        blocks.addAll(content.blocks(parts, entry.path()));
        JsonNode refusal = message.extra().get("refusal");
        if (refusal != null && refusal.isTextual() && !refusal.textValue().isBlank()) {
            blocks.add(AnthropicContent.text(refusal.textValue()));
        }
        addCalls(entry, blocks);
        return blocks;
    }

    /** Replaces characters in ids of other providers' calls that Anthropic rejects. Equal ids stay equal. */
    static String callId(@Nullable String id) {
        return id == null ? "" : id.replaceAll("[^a-zA-Z0-9_-]", "_");
    }

    /** Drops thinking without a signature: it is from another model, and Anthropic rejects it. */
    private static void addThinking(Block block, List<ObjectNode> blocks) {
        switch (block) {
            case Block.Thinking(String text, String signature) -> {
                if (signature != null) {
                    blocks.add(AnthropicContent.block("thinking")
                            .put("thinking", text)
                            .put("signature", signature));
                }
            }
            case Block.Redacted(String data) ->
                blocks.add(AnthropicContent.block("redacted_thinking").put("data", data));
        }
    }

    private void addCalls(Entry entry, List<ObjectNode> blocks) {
        List<ToolCall> calls = entry.message().toolCalls();
        if (calls == null) {
            return;
        }
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            String path = entry.path() + ".tool_calls[" + i + "]";
            if (call.function() == null) {
                unsupported.report(path, "supports only calls of functions");
                continue;
            }
            ObjectNode block = AnthropicContent.block("tool_use")
                    .put("id", callId(call.id()))
                    .put("name", call.function().name());
            block.set("input", ToolArguments.object(call.function().arguments(), path + ".function.arguments"));
            JsonNode cacheControl = call.extra().get(AnthropicContent.CACHE_CONTROL);
            if (cacheControl != null) {
                block.set(AnthropicContent.CACHE_CONTROL, cacheControl);
            }
            blocks.add(block);
        }
    }
}
