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
 * The conversation in blocks (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html). User and
 * assistant alternate, and no message is empty; what the model thought stands before what it said.
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
                refuseName(entry);
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

        /** Where an empty message was left out, its neighbours are of one speaker. */
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
                unsupported.report(entry.path() + ".role", "knows results of tools only, with the id of their call");
                return;
            }
            if (role == Role.TOOL) {
                result(entry, blocks);
            } else {
                refuseName(entry);
                ArrayNode said = NODES.arrayNode();
                if (role == Role.ASSISTANT) {
                    said(entry, said);
                } else {
                    contents.add(entry.message().content(), entry.path(), said);
                }
                BedrockCache.addPoint(entry.message().extra(), said);
                blocks.addAll(said);
            }
        }

        private void said(Conversation.Entry entry, ArrayNode said) {
            Message message = entry.message();
            ThinkingBlocks.of(message).forEach(block -> thought(block, said));
            contents.add(message.content(), entry.path(), said);
            contents.addText(message.extra().get("refusal"), said);
            if (message.extra().get("function_call") instanceof ObjectNode) {
                unsupported.report(entry.path() + ".function_call", "knows tool calls only");
            }
            List<ToolCall> calls = message.toolCalls() == null ? List.of() : message.toolCalls();
            for (int i = 0; i < calls.size(); i++) {
                call(calls.get(i), entry.path() + ".tool_calls[" + i + "]", said);
            }
        }

        /** Bedrock checks the signature; thinking without one was never signed, and is not wanted back. */
        private static void thought(ThinkingBlocks.Block block, ArrayNode said) {
            switch (block) {
                case ThinkingBlocks.Block.Thinking(String text, String signature) -> {
                    if (signature != null) {
                        said.addObject()
                                .putObject("reasoningContent")
                                .putObject("reasoningText")
                                .put("text", text)
                                .put("signature", signature);
                    }
                }
                case ThinkingBlocks.Block.Redacted(String data) ->
                    said.addObject().putObject("reasoningContent").put("redactedContent", data);
            }
        }

        private void call(ToolCall call, String path, ArrayNode said) {
            if (call.function() == null || call.function().name() == null) {
                unsupported.report(path, "knows calls of functions only");
                return;
            }
            said.addObject()
                    .putObject("toolUse")
                    .put("toolUseId", BedrockTools.id(call.id()))
                    .put("name", call.function().name())
                    .set("input", ToolArguments.object(call.function().arguments(), path + ".function.arguments"));
        }

        private void result(Conversation.Entry entry, ArrayNode blocks) {
            ArrayNode content = NODES.arrayNode();
            contents.add(entry.message().content(), entry.path(), content);
            ArrayNode inside = NODES.arrayNode();
            ArrayNode points = NODES.arrayNode();
            // Cache points may stand beside a result, not inside.
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

        private void refuseName(Conversation.Entry entry) {
            if (entry.message().name() != null) {
                unsupported.report(entry.path() + ".name", "does not tell speakers apart by name");
            }
        }
    }
}
