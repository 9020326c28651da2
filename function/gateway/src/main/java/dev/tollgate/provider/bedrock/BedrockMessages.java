package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Role;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.provider.Conversation;
import dev.tollgate.provider.Conversation.Entry;
import dev.tollgate.provider.Conversation.Speaker;
import dev.tollgate.provider.Conversation.Turn;
import dev.tollgate.provider.MessageFields;
import dev.tollgate.provider.UnsupportedFields;
import dev.tollgate.provider.claude.ToolLoop;
import java.util.List;
import java.util.Set;

/**
 * Converts a conversation to messages of blocks
 * (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Message.html). User and assistant alternate, the user
 * starts, and no message is empty.
 *
 * @param reasoned whether the history also has the thoughts as {@code reasoning_content}
 */
record BedrockMessages(ArrayNode system, ArrayNode turns, boolean reasoned) {

    private static final String REASONING = "reasoning_content";

    static BedrockMessages of(Conversation conversation, BedrockModel model, UnsupportedFields unsupported) {
        return new Writer(model, unsupported).write(conversation);
    }

    /** The tool loop at the end. */
    ToolLoop loop() {
        return ToolLoop.of(turns.valueStream()
                .map(turn -> new ToolLoop.LoopTurn(
                        turn.path("role").asText().equals(Writer.ASSISTANT),
                        turn.path("content").valueStream().anyMatch(block -> block.has("toolResult")),
                        isThinking(turn.path("content").path(0))))
                .toList());
    }

    /** Removes the thinking of the turns from this index on. */
    void removeThinking(int from, UnsupportedFields unsupported) {
        for (int i = from; i < turns.size(); i++) {
            ArrayNode blocks = (ArrayNode) turns.get(i).get("content");
            int before = blocks.size();
            if (blocks.removeIf(BedrockMessages::isThinking).size() < before) {
                unsupported.drop("messages[]." + ThinkingBlocks.FIELD);
                if (reasoned) {
                    unsupported.drop("messages[]." + REASONING);
                }
            }
        }
    }

    static boolean isThinking(JsonNode block) {
        return block.has("reasoningContent");
    }

    private static final class Writer {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
        private static final String USER = "user";
        private static final String ASSISTANT = "assistant";
        private static final String CACHE_CONTROL = "cache_control";
        private static final Set<String> FIELDS = Set.of(CACHE_CONTROL, "is_error");
        private static final Set<String> ASSISTANT_FIELDS =
                Set.of(CACHE_CONTROL, "refusal", REASONING, "thinking_blocks", "content_parts");

        private final BedrockModel model;
        private final UnsupportedFields unsupported;
        private final BedrockContent contents;
        private final BedrockAssistant assistant;
        private final BedrockFiles files = new BedrockFiles();
        private final ArrayNode turns = NODES.arrayNode();

        private Writer(BedrockModel model, UnsupportedFields unsupported) {
            this.model = model;
            this.unsupported = unsupported;
            this.contents = new BedrockContent(unsupported);
            this.assistant = new BedrockAssistant(contents, unsupported);
        }

        private BedrockMessages write(Conversation conversation) {
            ArrayNode system = NODES.arrayNode();
            for (Entry entry : conversation.system()) {
                MessageFields.check(entry, FIELDS, unsupported);
                contents.addText(entry.message().content(), entry.path(), system);
                BedrockCache.addPoint(entry.message().extra(), system);
            }
            writeTurns(conversation.turns());
            if (!turns.isEmpty() && !model.takesSystemMessages()) {
                // What the system says, the user says first.
                ObjectNode first = (ObjectNode) turns.get(0);
                first.set("content", system.addAll((ArrayNode) first.get("content")));
                system = NODES.arrayNode();
            }
            if (turns.isEmpty()) {
                // Bedrock requires a message. OpenAI's models also answer a system message alone.
                add(USER, system);
                system = NODES.arrayNode();
            }
            if (turns.isEmpty()) {
                throw GatewayException.of(
                        ErrorKind.INVALID_VALUE,
                        "messages",
                        "Invalid value for 'messages': expected a message with content.");
            }
            boolean reasoned = conversation.turns().stream()
                    .flatMap(turn -> turn.entries().stream())
                    .anyMatch(entry -> !entry.message()
                            .extra()
                            .getOrDefault(REASONING, NODES.nullNode())
                            .asText("")
                            .isEmpty());
            return new BedrockMessages(system, turns, reasoned);
        }

        private void writeTurns(List<Turn> all) {
            boolean isPrefill = false;
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).speaker() == Speaker.USER) {
                    addUser(files.addedTo(user(all.get(i))));
                } else {
                    boolean last = i == all.size() - 1;
                    ArrayNode blocks = assistant(all.get(i), last);
                    add(ASSISTANT, blocks);
                    isPrefill = last && !blocks.isEmpty() && model.continuesAssistant();
                }
            }
            add(USER, files.addedTo(NODES.arrayNode()));
            if (!isPrefill && !turns.isEmpty() && roleOf(turns.size() - 1).equals(ASSISTANT)) {
                // The last message was empty, or the model continues none. It must not take the last one for its own
                // beginning.
                add(USER, NODES.arrayNode().add(NODES.objectNode().put("text", Conversation.CONTINUED)));
            }
        }

        /**
         * Models of Meta and Mistral take nothing in one turn with the results of tools: "Conversation blocks and tool result blocks cannot be
         * provided in the same turn" (browser-use/browser-use#710).
         */
        private void addUser(ArrayNode blocks) {
            ArrayNode results = NODES.arrayNode();
            ArrayNode others = NODES.arrayNode();
            blocks.forEach(block -> (block.has("toolResult") ? results : others).add(block));
            if (model.mixesResults() || results.isEmpty() || others.isEmpty()) {
                add(USER, blocks);
                return;
            }
            add(USER, results);
            add(ASSISTANT, NODES.arrayNode().add(NODES.objectNode().put("text", "OK.")));
            add(USER, others);
        }

        private String roleOf(int turn) {
            return turns.path(turn).path("role").asText();
        }

        /** Joins neighbours of one role, between which an empty message was dropped. */
        private void add(String role, ArrayNode blocks) {
            if (blocks.isEmpty()) {
                return;
            }
            if (turns.isEmpty() && role.equals(ASSISTANT)) {
                turns.addObject()
                        .put("role", USER)
                        .putArray("content")
                        .addObject()
                        .put("text", Conversation.CONTINUED);
            }
            if (roleOf(turns.size() - 1).equals(role)) {
                ((ArrayNode) turns.get(turns.size() - 1).get("content")).addAll(blocks);
            } else {
                turns.addObject().put("role", role).set("content", blocks);
            }
        }

        private ArrayNode user(Turn turn) {
            ArrayNode blocks = NODES.arrayNode();
            for (Entry entry : turn.entries()) {
                MessageFields.check(entry, FIELDS, unsupported);
                if (entry.message().role() == Role.TOOL) {
                    addResult(entry, blocks);
                } else {
                    ArrayNode own = NODES.arrayNode();
                    contents.add(entry.message().content(), entry.path(), own);
                    BedrockCache.addPoint(entry.message().extra(), own);
                    blocks.addAll(own);
                }
            }
            ArrayNode readable = model.readsFilesInResults() ? blocks : BedrockFiles.outsideOfResults(blocks);
            BedrockDocuments.addText(readable);
            return readable;
        }

        private ArrayNode assistant(Turn turn, boolean last) {
            ArrayNode blocks = NODES.arrayNode();
            for (Entry entry : turn.entries()) {
                MessageFields.check(entry, ASSISTANT_FIELDS, unsupported);
                ArrayNode own = assistant.blocks(entry);
                BedrockCache.addPoint(entry.message().extra(), own);
                blocks.addAll(own);
            }
            while (isThinking(blocks.path(blocks.size() - 1))) {
                // Claude rejects thinking at the end, where a limit cut off what followed.
                blocks.remove(blocks.size() - 1);
                unsupported.drop(turn.entries().getLast().path() + "." + ThinkingBlocks.FIELD);
            }
            files.takeFrom(blocks);
            JsonNode end = blocks.isEmpty() ? NODES.missingNode() : blocks.get(blocks.size() - 1);
            if (!last || !files.isEmpty() || !(end instanceof ObjectNode text) || !text.has("text")) {
                return blocks;
            }
            if (!model.claude().supportsPrefill()) {
                unsupported.report(turn.entries().getLast().path(), "does not continue an assistant's message");
                return NODES.arrayNode();
            }
            // Claude rejects white space at the end of a message that it continues. Others do not miss it.
            text.put("text", text.path("text").asText().stripTrailing());
            return blocks;
        }

        private void addResult(Entry entry, ArrayNode blocks) {
            ArrayNode content = NODES.arrayNode();
            contents.add(entry.message().content(), entry.path(), content);
            ArrayNode inside = NODES.arrayNode();
            ArrayNode points = NODES.arrayNode();
            // A cache point may follow a result, but not be part of it.
            content.forEach(block -> (block.has("cachePoint") ? points : inside).add(block));
            ObjectNode result = blocks.addObject()
                    .putObject("toolResult")
                    .put("toolUseId", entry.message().toolCallId());
            result.set("content", inside);
            boolean failed = entry.message()
                    .extra()
                    .getOrDefault("is_error", BooleanNode.FALSE)
                    .asBoolean();
            if (failed) {
                result.put("status", "error");
                if (inside.isEmpty()) {
                    // Claude rejects an error without content.
                    inside.addObject().put("text", "Error");
                }
            }
            BedrockCache.addPoint(entry.message().extra(), points.isEmpty() ? blocks : points);
            if (!points.isEmpty()) {
                blocks.add(points.get(0));
            }
        }
    }
}
