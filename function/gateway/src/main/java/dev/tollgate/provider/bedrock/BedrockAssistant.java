package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.Set;

/** Converts an assistant's message to blocks in the order in which the model wrote them. */
final class BedrockAssistant {
    private final BedrockContent contents;
    private final UnsupportedFields unsupported;

    BedrockAssistant(BedrockContent contents, UnsupportedFields unsupported) {
        this.contents = contents;
        this.unsupported = unsupported;
    }

    /** The blocks of a message. */
    ArrayNode blocks(Entry entry) {
        ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
        boolean thought = false;
        boolean refusalAdded = false;
        for (Piece piece : AssistantBlocks.of(entry.message())) {
            if (piece instanceof Piece.Call && !refusalAdded) {
                contents.addText(entry.message().extra().get("refusal"), blocks);
                refusalAdded = true;
            }
            switch (piece) {
                case Piece.Thinking(Block block) -> thought |= addThinking(block, entry, blocks);
                case Piece.Other(int index, var _) -> unsupported.drop(entry.path() + ".content_parts[" + index + "]");
                case Piece.Content(int index, ContentPart part) ->
                    contents.add(part, entry.path() + ".content[" + index + "]", blocks);
                case Piece.Call(int index, ToolCall call) ->
                    addCall(call, entry.path() + ".tool_calls[" + index + "]", blocks);
            }
        }
        if (!refusalAdded) {
            contents.addText(entry.message().extra().get("refusal"), blocks);
        }
        JsonNode reasoning = entry.message().extra().get("reasoning_content");
        if (!thought && reasoning != null && !reasoning.asText().isEmpty()) {
            unsupported.drop(entry.path() + ".reasoning_content");
        }
        return blocks;
    }

    /** Drops thinking without a signature, because Bedrock verifies the signature. */
    private boolean addThinking(Block block, Entry entry, ArrayNode blocks) {
        if (!block.isSigned()) {
            unsupported.drop(entry.path() + "." + ThinkingBlocks.FIELD);
            return false;
        }
        switch (block) {
            case Block.Thinking(String text, String signature) ->
                blocks.addObject()
                        .putObject("reasoningContent")
                        .putObject("reasoningText")
                        .put("text", text)
                        .put("signature", signature);
            case Block.Redacted(String data) ->
                blocks.addObject().putObject("reasoningContent").put("redactedContent", data);
        }
        return true;
    }

    private void addCall(ToolCall call, String path, ArrayNode blocks) {
        if (call.function() == null || call.function().name() == null) {
            unsupported.report(path, "supports only calls of functions");
            return;
        }
        MessageFields.dropExcept(Set.of("cache_control"), call.extra(), path, unsupported);
        blocks.addObject()
                .putObject("toolUse")
                .put("toolUseId", call.id() == null ? "" : call.id())
                .put("name", BedrockToolSpecs.acceptedName(call.function().name()))
                .set("input", ToolArguments.object(call.function().arguments()));
        BedrockCache.addPoint(call.extra(), blocks);
    }
}
