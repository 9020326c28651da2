package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.ThinkingBlocks;
import dev.tollgate.provider.UpstreamFailure;
import dev.tollgate.provider.cohere.CohereWire.Block;
import dev.tollgate.provider.cohere.CohereWire.End;
import dev.tollgate.provider.cohere.CohereWire.Event;
import dev.tollgate.provider.cohere.CohereWire.Message;
import dev.tollgate.provider.cohere.CohereWire.Piece;
import dev.tollgate.provider.cohere.CohereWire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code message-start (content-start content-delta* content-end | tool-plan-delta | tool-call-start tool-call-delta*
 * tool-call-end | citation-start citation-end)* message-end}, with events to be ignored anywhere. A whole reply takes the
 * same steps: blocks, plan, tool calls, citations, end.
 */
final class CohereReply implements ReplyDecoder {
    private static final Piece NOTHING = new Piece(null, null, null, null);

    private final String provider;
    private final CohereToolCalls toolCalls;
    private final CohereCitations citations = new CohereCitations();
    private final StringBuilder thought = new StringBuilder();
    private String id;
    private boolean complete;

    CohereReply(String provider) {
        this.provider = provider;
        this.toolCalls = new CohereToolCalls(provider);
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        if (!root.path("message").isObject()) {
            throw notAnAnswer(root, body);
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
        if (event.data().isBlank() || event.data().strip().equals("[DONE]")) {
            return List.of();
        }
        byte[] data = event.data().getBytes(StandardCharsets.UTF_8);
        JsonNode root = UpstreamFailure.read(data);
        if (!root.isObject()) {
            throw notAnAnswer(root, data);
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
        List<Block> blocks = orNone(message.content());
        for (int i = 0; i < blocks.size(); i++) {
            chunks.addAll(blockStarts(i, blocks.get(i)));
            chunks.addAll(blockEnds());
        }
        chunks.addAll(plan(message.toolPlan()));
        List<ToolCall> calls = orNone(message.toolCalls());
        for (int i = 0; i < calls.size(); i++) {
            chunks.addAll(said(toolCalls.start(id, i, calls.get(i))));
        }
        orNone(message.citations()).forEach(citation -> chunks.addAll(cited(citation)));
        return chunks;
    }

    private List<ChatChunk> step(Event event, byte[] data) {
        return switch (event) {
            case Event.MessageStart(String replyId) -> {
                id = replyId;
                yield List.of();
            }
            case Event.ContentStart(int index, var delta) ->
                blockStarts(index, piece(delta).content());
            case Event.ContentDelta more ->
                blockGoesOn(piece(more.delta()).content(), CohereLogprobs.of(more.logprobs()));
            case Event.ContentEnd _ -> blockEnds();
            case Event.ToolPlanDelta(var delta) -> plan(piece(delta).toolPlan());
            case Event.ToolCallStart(int index, var delta) ->
                said(toolCalls.start(id, index, piece(delta).toolCall()));
            case Event.ToolCallDelta(int index, var delta) ->
                said(toolCalls.more(index, piece(delta).toolCall()));
            case Event.CitationStart(var delta) -> cited(piece(delta).citation());
            case Event.MessageEnd(End end) -> end(end == null ? new End(null, null, null) : end);
            case Event.Other(String type, JsonNode message, JsonNode error) -> {
                if ("error".equals(type) || (type == null && (message != null || error != null))) {
                    throw CohereFailure.of(provider, 200, data);
                }
                yield List.of();
            }
        };
    }

    private List<ChatChunk> blockStarts(int index, Block block) {
        citations.block(index);
        return blockGoesOn(block, null);
    }

    private List<ChatChunk> blockGoesOn(Block block, JsonNode logprobs) {
        if (block == null) {
            return List.of();
        }
        if (block.thinking() != null) {
            thought.append(block.thinking());
        }
        if (block.text() != null) {
            citations.text(block.text());
        }
        Delta delta = new Delta(null, block.text(), block.thinking(), null, null, null);
        return List.of(chunk(delta, logprobs, null));
    }

    /** The whole thought comes once more as a block, because Cohere wants it back beside its tool calls. */
    private List<ChatChunk> blockEnds() {
        if (thought.isEmpty()) {
            return List.of();
        }
        var field = ThinkingBlocks.field(new ThinkingBlocks.Block.Thinking(thought.toString(), null));
        thought.setLength(0);
        return List.of(chunk(new Delta(null, null, null, null, null, field), null, null));
    }

    /** A plan is what the model thinks aloud before it calls tools. */
    private List<ChatChunk> plan(String plan) {
        return plan == null ? List.of() : List.of(chunk(new Delta(null, null, plan, null, null, null), null, null));
    }

    private List<ChatChunk> said(ToolCall call) {
        return List.of(chunk(new Delta(null, null, null, null, List.of(call), null), null, null));
    }

    private List<ChatChunk> cited(JsonNode citation) {
        if (citation == null || !citation.isObject()) {
            return List.of();
        }
        return List.of(chunk(new Delta(null, null, null, null, null, citations.fields(citation)), null, null));
    }

    private List<ChatChunk> end(End end) {
        List<ChatChunk> chunks = new ArrayList<>(blockEnds());
        String reason = CohereFinish.reason(provider, end);
        complete = reason != null;
        ChatChunk last = chunk(Delta.EMPTY, null, reason);
        chunks.add(last.with(last.choices(), CohereUsage.of(end.usage())));
        return chunks;
    }

    private ChatChunk chunk(Delta delta, JsonNode logprobs, String finishReason) {
        ChatChunk.Choice choice = new ChatChunk.Choice(0, delta, logprobs, finishReason, null);
        return new ChatChunk(id, ChatChunk.OBJECT, null, null, List.of(choice), null, null);
    }

    private <T> T read(JsonNode root, Class<T> type) {
        try {
            return JsonCodec.mapper().treeToValue(root, type);
        } catch (JsonProcessingException unreadable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + " sent a reply of an unknown form.", unreadable);
        }
    }

    /** Errors may come with status 200, too. */
    private GatewayException notAnAnswer(JsonNode root, byte[] body) {
        return root.isObject()
                ? CohereFailure.of(provider, 200, body)
                : new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that is not JSON.");
    }

    private static Piece piece(CohereWire.Delta delta) {
        return delta == null || delta.message() == null ? NOTHING : delta.message();
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }
}
