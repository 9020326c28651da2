package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.FinishReason;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.bedrock.BedrockWire.Event;
import dev.tollgate.provider.bedrock.BedrockWire.Reply;
import dev.tollgate.provider.claude.TextAroundAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Bedrock's replies. A stream is
 * {@code messageStart (contentBlockStart? contentBlockDelta* contentBlockStop?)* messageStop}. {@code metadata} comes before or
 * after {@code messageStop}, or not at all. A buffered reply has complete blocks, and becomes the same events.
 */
final class BedrockReply implements ReplyDecoder {
    private final String provider;
    private final TextAroundAnswer aroundAnswer;
    private final BedrockBlocks blocks;
    private boolean complete;
    private boolean counted;

    /**
     * Creates the decoder of one reply.
     *
     * @param aroundAnswer what the model says around an answer in JSON
     */
    BedrockReply(String provider, TextAroundAnswer aroundAnswer) {
        this.provider = provider;
        this.aroundAnswer = aroundAnswer;
        this.blocks = new BedrockBlocks(aroundAnswer);
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        Reply reply = read(body);
        if (reply == null || reply.output() == null || reply.output().message() == null) {
            throw BedrockFailure.of(provider, 200, "", body);
        }
        return BedrockEvents.of(reply, reply.output().message()).stream()
                .flatMap(event -> step(event).stream())
                .toList();
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        try {
            return step(BedrockEvents.of(event));
        } catch (JsonProcessingException unreadable) {
            throw unreadable(unreadable);
        }
    }

    /** Usage may follow, but no more content. */
    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public boolean done() {
        return complete && counted;
    }

    private @Nullable Reply read(byte[] body) {
        try {
            return JsonCodec.mapper().readValue(body, Reply.class);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private List<ChatChunk> step(Event event) {
        return switch (event) {
            case Event.BlockStart start -> chunks(blocks.start(start));
            case Event.BlockDelta delta -> chunks(blocks.delta(delta));
            case Event.BlockStop(int index) -> chunks(blocks.stop(index));
            case Event.MessageStop(String reason) -> stop(reason);
            case Event.Metadata metadata -> List.of(metadata(metadata));
            case Event.Failed(String type, String body) -> throw BedrockFailure.inStream(provider, type, body);
            case Event.Ignored() -> List.of();
        };
    }

    private List<ChatChunk> stop(@Nullable String reason) {
        List<ChatChunk> chunks = new ArrayList<>(chunks(blocks.stopAll()));
        chunks.addAll(chunks(aroundAnswer.rest()));
        if (reason != null) {
            chunks.addAll(chunks(blocks.fields()));
            chunks.add(chunk(Delta.EMPTY, finishReason(reason)));
            complete = true;
        }
        return chunks;
    }

    private String finishReason(String reason) {
        return switch (reason) {
            // JSON output is a call of the gateway's own tool, not of one of the caller's.
            case "tool_use", "end_turn", "stop_sequence" -> blocks.calls() > 0 ? "tool_calls" : "stop";
            case "max_tokens", "model_context_window_exceeded" -> "length";
            case "content_filtered", "guardrail_intervened" -> "content_filter";
            default ->
                switch (FinishReason.of(reason).orElse(FinishReason.STOP)) {
                    case FinishReason.Finished(String word) -> word;
                    case FinishReason.Failed failed -> throw failed.exception(provider, reason);
                };
        };
    }

    private ChatChunk metadata(Event.Metadata metadata) {
        counted = true;
        Usage usage = metadata.usage() == null ? null : BedrockUsage.of(metadata.usage());
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        if (metadata.trace() != null && !metadata.trace().isNull()) {
            extra.put("trace", metadata.trace());
        }
        if (metadata.serviceTier() != null) {
            extra.putAll(BedrockTier.served(metadata.serviceTier()));
        }
        return new ChatChunk(null, ChatChunk.OBJECT, null, null, List.of(), usage, extra);
    }

    private static List<ChatChunk> chunks(List<Delta> deltas) {
        return deltas.stream().map(delta -> chunk(delta, null)).toList();
    }

    private static ChatChunk chunk(Delta delta, @Nullable String finishReason) {
        ChatChunk.Choice choice = new ChatChunk.Choice(0, delta, null, finishReason, Map.of());
        return new ChatChunk(null, ChatChunk.OBJECT, null, null, List.of(choice), null, Map.of());
    }

    private GatewayException unreadable(IOException cause) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that is not JSON.", cause);
    }
}
