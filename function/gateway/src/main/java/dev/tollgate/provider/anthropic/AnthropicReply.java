package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.anthropic.AnthropicWire.Block;
import dev.tollgate.provider.anthropic.AnthropicWire.ContentDelta;
import dev.tollgate.provider.anthropic.AnthropicWire.Event;
import dev.tollgate.provider.anthropic.AnthropicWire.Message;
import dev.tollgate.provider.anthropic.AnthropicWire.Stop;
import dev.tollgate.provider.anthropic.AnthropicWire.WireUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code message_start (content_block_start content_block_delta* content_block_stop)* message_delta+ message_stop}; or one
 * message, read as a start with all its blocks, the delta and the stop.
 *
 * <p>Blocks may overlap; a block that nobody stops ends with the message. {@code ping} and unknown kinds of events may
 * stand anywhere, {@code error} ends it all. A second {@code message_start} says nothing new.
 */
final class AnthropicReply implements ReplyDecoder {
    private static final String DONE = "[DONE]";

    private final String provider;
    private final Map<Integer, StreamedBlock> open = new TreeMap<>();
    private final PartialReply answer = new PartialReply();
    private Message message;
    private WireUsage count;
    private boolean countTold;
    private Stop stop;
    private boolean complete;

    AnthropicReply(String provider) {
        this.provider = provider;
    }

    @Override
    public List<ChatChunk> whole(byte[] body) {
        Message whole = read(body, Message.class);
        if (whole.error() != null) {
            throw AnthropicFailure.of(provider, 200, whole.error());
        }
        if (whole.content() == null) {
            throw failed("sent a reply without content");
        }
        List<ChatChunk> chunks = new ArrayList<>(start(whole));
        chunks.addAll(tell(whole.stop(), null));
        chunks.addAll(finish());
        return chunks;
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        if (event.data().isBlank() || event.data().strip().equals(DONE)) {
            return List.of();
        }
        return switch (read(event.data().getBytes(StandardCharsets.UTF_8), Event.class)) {
            case Event.MessageStart(Message begun) -> message == null ? start(present(begun)) : List.of();
            case Event.BlockStart(int index, Block block) -> begin(index, present(block));
            case Event.BlockDelta(int index, ContentDelta growth) -> grow(index, present(growth));
            case Event.BlockStop(int index) -> end(index);
            case Event.MessageDelta(Stop reason, WireUsage usage) -> tell(reason, usage);
            case Event.MessageStop() -> finish();
            case Event.Failed(JsonNode error) -> throw AnthropicFailure.of(provider, 200, present(error));
            case Event.Ignored() -> List.of();
        };
    }

    /** Only {@code message_stop} ends a message; a reason alone may come before a cut. */
    @Override
    public boolean complete() {
        return complete;
    }

    private List<ChatChunk> start(Message begun) {
        message = begun;
        count = begun.usage();
        List<ChatChunk> chunks = new ArrayList<>();
        List<Block> blocks = begun.content() == null ? List.of() : begun.content();
        for (int i = 0; i < blocks.size(); i++) {
            chunks.addAll(begin(i, present(blocks.get(i))));
            chunks.addAll(end(i));
        }
        return chunks;
    }

    private List<ChatChunk> begin(int index, Block block) {
        List<ChatChunk> chunks = new ArrayList<>(end(index));
        StreamedBlock opened = StreamedBlock.of(block, answer);
        open.put(index, opened);
        chunks.addAll(chunks(opened.begin()));
        return chunks;
    }

    private List<ChatChunk> grow(int index, ContentDelta growth) {
        StreamedBlock block = open.get(index);
        if (block == null) {
            throw failed("sent a piece of a block that has not begun");
        }
        return chunks(block.grow(growth));
    }

    private List<ChatChunk> end(int index) {
        StreamedBlock block = open.remove(index);
        return block == null ? List.of() : chunks(block.end());
    }

    private List<ChatChunk> tell(Stop reason, WireUsage usage) {
        count = AnthropicUsage.after(count, usage);
        if (reason != null && reason.reason() != null) {
            stop = reason;
        }
        return count == null ? List.of() : List.of(chunk(List.of(), AnthropicUsage.of(count), Map.of()));
    }

    private List<ChatChunk> finish() {
        List<ChatChunk> chunks = new ArrayList<>();
        List.copyOf(open.keySet()).forEach(index -> chunks.addAll(end(index)));
        if (stop == null) {
            return chunks;
        }
        complete = true;
        AnthropicFinish finish = AnthropicFinish.of(stop, answer.calls() > 0);
        ChatChunk.Choice choice = new ChatChunk.Choice(0, Delta.EMPTY, null, finish.reason(), finish.extra());
        boolean inContainer = stop.container() != null && !stop.container().isNull();
        chunks.add(chunk(List.of(choice), null, inContainer ? Map.of("container", stop.container()) : Map.of()));
        return chunks;
    }

    private List<ChatChunk> chunks(List<Delta> deltas) {
        return deltas.stream()
                .map(delta -> new ChatChunk.Choice(0, delta, null, null, null))
                .map(choice -> chunk(List.of(choice), firstCount(), Map.of()))
                .toList();
    }

    /**
     * The count of the start goes with the first thing that is said: it has the prompt, should the answer be cut; and an
     * answer that never began costs nothing.
     */
    private Usage firstCount() {
        boolean told = countTold || count == null;
        countTold = true;
        return told ? null : AnthropicUsage.of(count);
    }

    private ChatChunk chunk(List<ChatChunk.Choice> choices, Usage usage, Map<String, JsonNode> extra) {
        String id = message == null ? null : message.id();
        String model = message == null ? null : message.model();
        return new ChatChunk(id, ChatChunk.OBJECT, null, model, choices, usage, extra);
    }

    private <T> T read(byte[] json, Class<T> type) {
        try {
            return present(JsonCodec.mapper().readValue(json, type));
        } catch (IOException unreadable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that cannot be read.", unreadable);
        }
    }

    private <T> T present(T part) {
        if (part == null) {
            throw failed("sent an empty reply, or an event without its content");
        }
        return part;
    }

    private GatewayException failed(String what) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " " + what + ".");
    }
}
