package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ThinkingBlocks;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.cohere.CohereWire.Block;
import dev.tollgate.provider.cohere.CohereWire.End;
import dev.tollgate.provider.cohere.CohereWire.Event;
import dev.tollgate.provider.cohere.CohereWire.Message;
import dev.tollgate.provider.cohere.CohereWire.MessagePiece;
import dev.tollgate.provider.cohere.CohereWire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Cohere's replies. A stream is {@code message-start (content-start content-delta* content-end | tool-plan-delta |
 * tool-call-start tool-call-delta* tool-call-end | citation-start citation-end)* message-end}. Unknown events may occur
 * anywhere. A buffered reply takes the same steps: blocks, plan, tool calls, citations, end.
 */
final class CohereReply implements ReplyDecoder {
    private static final MessagePiece EMPTY = new MessagePiece(null, null, null, null);

    private final String provider;
    private final CohereToolCalls toolCalls;
    private final CohereCitations citations = new CohereCitations();
    private final StringBuilder thinking = new StringBuilder();
    private @Nullable String id;
    private boolean complete;

    CohereReply(String provider) {
        this.provider = provider;
        this.toolCalls = new CohereToolCalls(provider);
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        if (!root.path("message").isObject()) {
            throw failure(root, body);
        }
        Reply reply = read(root, Reply.class);
        id = reply.id();
        List<ChatChunk> chunks = new ArrayList<>(message(reply.message()));
        JsonNode logprobs = CohereLogprobs.of(reply.logprobs());
        if (logprobs != null) {
            chunks.add(chunk(Delta.EMPTY, logprobs, null));
        }
        chunks.addAll(end(new End(reply.finishReason(), null, reply.usage())));
        return chunks;
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        if (event.data().isBlank() || event.isEnd()) {
            return List.of();
        }
        byte[] data = event.data().getBytes(StandardCharsets.UTF_8);
        JsonNode root = UpstreamFailure.read(data);
        if (!root.isObject()) {
            throw failure(root, data);
        }
        return step(read(root, Event.class), data);
    }

    @Override
    public boolean complete() {
        return complete;
    }

    /** The count comes with the end. */
    @Override
    public boolean done() {
        return complete;
    }

    private List<ChatChunk> message(Message message) {
        List<ChatChunk> chunks = new ArrayList<>();
        List<@Nullable Block> blocks = orEmpty(message.content());
        for (int i = 0; i < blocks.size(); i++) {
            chunks.addAll(startBlock(i, blocks.get(i)));
            chunks.addAll(endBlock());
        }
        chunks.addAll(plan(message.toolPlan()));
        List<@Nullable ToolCall> calls = orEmpty(message.toolCalls());
        for (int i = 0; i < calls.size(); i++) {
            chunks.addAll(call(toolCalls.start(i, calls.get(i))));
        }
        orEmpty(message.citations()).forEach(citation -> chunks.addAll(citation(citation)));
        return chunks;
    }

    private List<ChatChunk> step(Event event, byte[] data) {
        return switch (event) {
            case Event.MessageStart(String replyId) -> {
                id = replyId;
                yield List.of();
            }
            case Event.ContentStart(int index, var delta) ->
                startBlock(index, piece(delta).content());
            case Event.ContentDelta more ->
                continueBlock(piece(more.delta()).content(), CohereLogprobs.of(more.logprobs()));
            case Event.ContentEnd _ -> endBlock();
            case Event.ToolPlanDelta(var delta) -> plan(piece(delta).toolPlan());
            case Event.ToolCallStart(int index, var delta) ->
                call(toolCalls.start(index, piece(delta).toolCall()));
            case Event.ToolCallDelta(int index, var delta) ->
                call(toolCalls.continuation(index, piece(delta).toolCall()));
            case Event.CitationStart(var delta) -> citation(piece(delta).citation());
            case Event.MessageEnd(End end) -> end(end == null ? new End(null, null, null) : end);
            case Event.Other(String type, JsonNode message, JsonNode error) -> {
                if ("error".equals(type) || (type == null && (message != null || error != null))) {
                    throw CohereFailure.of(provider, 200, data);
                }
                yield List.of();
            }
        };
    }

    private List<ChatChunk> startBlock(int index, @Nullable Block block) {
        citations.startBlock(index);
        return continueBlock(block, null);
    }

    private List<ChatChunk> continueBlock(@Nullable Block block, @Nullable JsonNode logprobs) {
        if (block == null) {
            return List.of();
        }
        if (block.thinking() != null) {
            thinking.append(block.thinking());
        }
        if (block.text() != null) {
            citations.addText(block.text());
        }
        Delta delta = new Delta(null, block.text(), block.thinking(), null, null, Map.of());
        return List.of(chunk(delta, logprobs, null));
    }

    /** Sends the complete thinking once more as a block, because Cohere requires it back with its tool calls. */
    private List<ChatChunk> endBlock() {
        if (thinking.isEmpty()) {
            return List.of();
        }
        var field = ThinkingBlocks.field(new ThinkingBlocks.Block.Thinking(thinking.toString(), null));
        thinking.setLength(0);
        return List.of(chunk(new Delta(null, null, null, null, null, field), null, null));
    }

    /** A plan is the model's reasoning before it calls tools. */
    private List<ChatChunk> plan(@Nullable String plan) {
        return plan == null ? List.of() : List.of(chunk(new Delta(null, null, plan, null, null, Map.of()), null, null));
    }

    private List<ChatChunk> call(ToolCall call) {
        return List.of(chunk(new Delta(null, null, null, null, List.of(call), Map.of()), null, null));
    }

    private List<ChatChunk> citation(@Nullable JsonNode citation) {
        if (citation == null || !citation.isObject()) {
            return List.of();
        }
        return List.of(chunk(new Delta(null, null, null, null, null, citations.fields(citation)), null, null));
    }

    private List<ChatChunk> end(End end) {
        List<ChatChunk> chunks = new ArrayList<>(endBlock());
        String reason = CohereFinish.reason(provider, end);
        complete = reason != null;
        ChatChunk last = chunk(Delta.EMPTY, null, reason);
        chunks.add(last.with(last.choices(), CohereUsage.of(end.usage())));
        return chunks;
    }

    private ChatChunk chunk(Delta delta, @Nullable JsonNode logprobs, @Nullable String finishReason) {
        ChatChunk.Choice choice = new ChatChunk.Choice(0, delta, logprobs, finishReason, Map.of());
        return new ChatChunk(id, ChatChunk.OBJECT, null, null, List.of(choice), null, Map.of());
    }

    private <T> T read(JsonNode root, Class<T> type) {
        try {
            return JsonCodec.mapper().treeToValue(root, type);
        } catch (JsonProcessingException unreadable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + " sent a reply of an unknown form.", unreadable);
        }
    }

    /** A reply with status 200 may be an error, too. */
    private GatewayException failure(JsonNode root, byte[] body) {
        return root.isObject()
                ? CohereFailure.of(provider, 200, body)
                : new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that is not JSON.");
    }

    private static MessagePiece piece(CohereWire.@Nullable Delta delta) {
        return delta == null || delta.message() == null ? EMPTY : delta.message();
    }

    private static <T extends @Nullable Object> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
