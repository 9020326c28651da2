package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.ToolArguments;
import dev.tollgate.provider.UnsupportedFields;
import java.util.List;

/**
 * Converts a conversation to messages of blocks
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html). User and assistant alternate, no message
 * is empty, and thinking precedes the text of its message.
 */
record BedrockMessages(ArrayNode system, ArrayNode turns) {

    static BedrockMessages of(Conversation conversation, UnsupportedFields unsupported) {
        return new Writer(unsupported).write(conversation);
    }

    private static final class Writer {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

        private final UnsupportedFields unsupported;
        private final BedrockContent contents;
        private final ArrayNode turns = NODES.arrayNode();

        private Writer(UnsupportedFields unsupported) {
            this.unsupported = unsupported;
            this.contents = new BedrockContent(unsupported);
        }

        private BedrockMessages write(Conversation conversation) {
            ArrayNode system = NODES.arrayNode();
            for (Conversation.Entry entry : conversation.system()) {
                reportName(entry);
                contents.addText(entry.message().content(), entry.path(), system);
                BedrockCache.addPoint(entry.message().extra(), system);
            }
            for (Conversation.Turn turn : conversation.turns()) {
                ArrayNode blocks = NODES.arrayNode();
                turn.entries().forEach(entry -> write(entry, blocks));
                add(turn.speaker() == Conversation.Speaker.USER ? "user" : "assistant", blocks);
            }
            return new BedrockMessages(system, turns);
        }

        /** Joins neighbours of one role, between which an empty message was dropped. */
        private void add(String role, ArrayNode blocks) {
            if (blocks.isEmpty()) {
                return;
            }
            JsonNode last = turns.isEmpty() ? NODES.missingNode() : turns.get(turns.size() - 1);
            if (last.path("role").asText().equals(role)) {
                ((ArrayNode) last.get("content")).addAll(blocks);
            } else {
                turns.addObject().put("role", role).set("content", blocks);
            }
        }

        private void write(Conversation.Entry entry, ArrayNode blocks) {
            Role role = entry.message().role();
            if (role == Role.FUNCTION) {
                unsupported.report(entry.path() + ".role", "supports only results of tools, with the id of their call");
                return;
            }
            if (role == Role.TOOL) {
                addResult(entry, blocks);
            } else {
                reportName(entry);
                ArrayNode own = NODES.arrayNode();
                if (role == Role.ASSISTANT) {
                    addAssistant(entry, own);
                } else {
                    contents.add(entry.message().content(), entry.path(), own);
                }
                BedrockCache.addPoint(entry.message().extra(), own);
                blocks.addAll(own);
            }
        }

        private void addAssistant(Conversation.Entry entry, ArrayNode blocks) {
            Message message = entry.message();
            ThinkingBlocks.of(message).forEach(block -> addThinking(block, blocks));
            contents.add(message.content(), entry.path(), blocks);
            contents.addText(message.extra().get("refusal"), blocks);
            if (message.extra().get("function_call") instanceof ObjectNode) {
                unsupported.report(entry.path() + ".function_call", "supports only tool calls");
            }
            List<ToolCall> calls = message.toolCalls() == null ? List.of() : message.toolCalls();
            for (int i = 0; i < calls.size(); i++) {
                addCall(calls.get(i), entry.path() + ".tool_calls[" + i + "]", blocks);
            }
        }

        /** Drops thinking without a signature, because Bedrock verifies the signature. */
        private static void addThinking(ThinkingBlocks.Block thinking, ArrayNode blocks) {
            switch (thinking) {
                case ThinkingBlocks.Block.Thinking(String text, String signature) -> {
                    if (signature != null) {
                        blocks.addObject()
                                .putObject("reasoningContent")
                                .putObject("reasoningText")
                                .put("text", text)
                                .put("signature", signature);
                    }
                }
                case ThinkingBlocks.Block.Redacted(String data) ->
                    blocks.addObject().putObject("reasoningContent").put("redactedContent", data);
            }
        }

        private void addCall(ToolCall call, String path, ArrayNode blocks) {
            if (call.function() == null || call.function().name() == null) {
                unsupported.report(path, "supports only calls of functions");
                return;
            }
            blocks.addObject()
                    .putObject("toolUse")
                    .put("toolUseId", BedrockTools.id(call.id()))
                    .put("name", call.function().name())
                    .set("input", ToolArguments.object(call.function().arguments(), path + ".function.arguments"));
        }

        private void addResult(Conversation.Entry entry, ArrayNode blocks) {
            ArrayNode content = NODES.arrayNode();
            contents.add(entry.message().content(), entry.path(), content);
            ArrayNode inside = NODES.arrayNode();
            ArrayNode points = NODES.arrayNode();
            // A cache point may follow a result, but not be part of it.
            content.forEach(block -> (block.has("cachePoint") ? points : inside).add(block));
            blocks.addObject()
                    .putObject("toolResult")
                    .put("toolUseId", BedrockTools.id(entry.message().toolCallId()))
                    .set("content", inside);
            BedrockCache.addPoint(entry.message().extra(), points.isEmpty() ? blocks : points);
            if (!points.isEmpty()) {
                blocks.add(points.get(0));
            }
        }

        private void reportName(Conversation.Entry entry) {
            if (entry.message().name() != null) {
                unsupported.report(entry.path() + ".name", "has no names of participants");
            }
        }
    }
}
