package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ReplyBlocks;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyDecoder;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.claude.AnthropicWire.Block;
import dev.tollgate.provider.claude.AnthropicWire.ContentDelta;
import dev.tollgate.provider.claude.AnthropicWire.Event;
import dev.tollgate.provider.claude.AnthropicWire.Message;
import dev.tollgate.provider.claude.AnthropicWire.Stop;
import dev.tollgate.provider.claude.AnthropicWire.WireUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Anthropic's replies. A stream is
 * {@code message_start (content_block_start content_block_delta* content_block_stop)* message_delta+ message_stop}. A buffered
 * reply is one message, which counts as a start with all its blocks, the delta and the stop.
 *
 * <p>Blocks may overlap, and a block without a stop ends with the message. {@code ping} and unknown events may occur anywhere;
 * {@code error} ends the stream. A second {@code message_start} has no effect.
 */
public final class AnthropicReply implements ReplyDecoder {
    /**
     * The gateway's tool for answers in JSON. The input of its calls becomes the text of the answer, so no tool of a client may have
     * its name.
     */
    public static final String JSON_TOOL = "tollgate_json_answer";

    private static final String PING = "ping";
    /** The name of the event that ends a stream with an error, whatever form its data has. */
    private static final String ERROR = "error";

    static {
        JsonCodec.examine(JsonCodec.mapper(), AnthropicWire.class);
    }

    private final String provider;
    private final Map<Integer, StreamedBlock> unfinishedBlocks = new TreeMap<>();
    private final ReplyBlocks blocks = new ReplyBlocks();
    private final TextAroundAnswer aroundAnswer;
    private @Nullable Message message;
    private @Nullable WireUsage usage;
    private boolean initialUsageSent;
    private long searches;
    private @Nullable Stop stop;
    private boolean complete;

    /** A decoder of one reply of this provider. */
    public AnthropicReply(String provider) {
        this(provider, new TextAroundAnswer(false));
    }

    private AnthropicReply(String provider, TextAroundAnswer aroundAnswer) {
        this.provider = provider;
        this.aroundAnswer = aroundAnswer;
    }

    /** A decoder of a reply to a request with {@link #JSON_TOOL}. */
    public static AnthropicReply ofJsonTool(String provider) {
        return new AnthropicReply(provider, new TextAroundAnswer(true));
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
        chunks.addAll(update(whole.stop(), null));
        chunks.addAll(finish());
        return chunks;
    }

    @Override
    public List<ChatChunk> event(ReplyEvent event) {
        boolean isHeartbeat = event.data().isBlank() || event.name().equals(PING);
        if (isHeartbeat || event.isEnd()) {
            return List.of();
        }
        byte[] data = event.data().getBytes(StandardCharsets.UTF_8);
        if (event.name().equals(ERROR)) {
            throw AnthropicFailure.of(provider, 200, data);
        }
        return switch (read(data, Event.class)) {
            case Event.MessageStart(Message started) -> message == null ? start(present(started)) : List.of();
            case Event.BlockStart(int index, Block block) -> startBlock(index, present(block));
            case Event.BlockDelta(int index, ContentDelta delta) -> continueBlock(index, present(delta));
            case Event.BlockStop(int index) -> endBlock(index);
            case Event.MessageDelta(Stop latestStop, WireUsage latestUsage) -> update(latestStop, latestUsage);
            case Event.MessageStop() -> finish();
            case Event.Failed(JsonNode error) -> throw AnthropicFailure.of(provider, 200, present(error));
            case Event.Ignored(JsonNode error)
            when error != null && !error.isNull() -> throw AnthropicFailure.of(provider, 200, error);
            case Event.Ignored _ -> List.of();
        };
    }

    /** Only {@code message_stop} ends a message; a stream may still be cut after the stop reason. */
    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public boolean done() {
        return complete;
    }

    private List<ChatChunk> start(Message started) {
        message = started;
        usage = started.usage();
        List<ChatChunk> chunks = new ArrayList<>();
        List<@Nullable Block> content = started.content() == null ? List.of() : started.content();
        for (int i = 0; i < content.size(); i++) {
            chunks.addAll(startBlock(i, present(content.get(i))));
            chunks.addAll(endBlock(i));
        }
        return chunks;
    }

    private List<ChatChunk> startBlock(int index, Block block) {
        List<ChatChunk> chunks = new ArrayList<>(endBlock(index));
        StreamedBlock started = StreamedBlock.of(index, block, blocks);
        unfinishedBlocks.put(index, started);
        List<Delta> first = aroundAnswer.started(block instanceof Block.ToolUse, isJsonAnswer(block), started.start());
        if (!first.isEmpty() || !beginsEmpty(block)) {
            chunks.addAll(initialUsage());
        }
        chunks.addAll(chunks(first));
        if (isSearchResult(block)) {
            searches++;
            chunks.addAll(used());
        }
        return chunks;
    }

    private static boolean isJsonAnswer(@Nullable Block block) {
        return block instanceof Block.ToolUse call && JSON_TOOL.equals(call.name());
    }

    /** Text and thinking come in deltas. All other blocks are content as soon as they start. */
    private static boolean beginsEmpty(Block block) {
        return block instanceof Block.Text || block instanceof Block.Thinking;
    }

    /** Anthropic bills no search that failed: its result is an object with the error. */
    private static boolean isSearchResult(Block block) {
        return block instanceof Block.Other(Map<String, JsonNode> fields)
                && fields.getOrDefault("type", NullNode.getInstance()).asText().equals("web_search_tool_result")
                && fields.getOrDefault("content", NullNode.getInstance()).isArray();
    }

    private List<ChatChunk> continueBlock(int index, ContentDelta delta) {
        StreamedBlock block = unfinishedBlocks.get(index);
        if (block == null) {
            throw failed("sent a delta of a block that has not started");
        }
        List<Delta> next = delta instanceof ContentDelta.Text ? aroundAnswer.text(block.add(delta)) : block.add(delta);
        List<ChatChunk> chunks = new ArrayList<>(next.isEmpty() ? List.of() : initialUsage());
        chunks.addAll(chunks(next));
        return chunks;
    }

    private List<ChatChunk> endBlock(int index) {
        StreamedBlock block = unfinishedBlocks.remove(index);
        return block == null ? List.of() : chunks(block.end());
    }

    private List<ChatChunk> update(@Nullable Stop latestStop, @Nullable WireUsage latestUsage) {
        usage = AnthropicUsage.latest(usage, latestUsage);
        if (latestStop != null && latestStop.reason() != null) {
            stop = latestStop;
        }
        return used();
    }

    /**
     * The usage of {@code message_start} goes out with the first content. It has the prompt's tokens in case the stream is cut. A
     * message that fails without content is not billed.
     */
    private List<ChatChunk> initialUsage() {
        List<ChatChunk> initial = initialUsageSent ? List.of() : used();
        initialUsageSent = true;
        return initial;
    }

    private List<ChatChunk> used() {
        return usage == null ? List.of() : List.of(chunk(List.of(), AnthropicUsage.of(usage, searches), Map.of()));
    }

    private List<ChatChunk> finish() {
        List<ChatChunk> chunks = new ArrayList<>();
        List.copyOf(unfinishedBlocks.keySet()).forEach(index -> chunks.addAll(endBlock(index)));
        chunks.addAll(chunks(aroundAnswer.rest()));
        if (stop == null || stop.reason() == null) {
            return chunks;
        }
        complete = true;
        Map<String, JsonNode> fields = blocks.fields();
        if (!fields.isEmpty()) {
            chunks.addAll(chunks(List.of(new Delta(null, null, null, null, null, fields))));
        }
        AnthropicFinish finish = AnthropicFinish.of(provider, stop.reason(), stop, blocks.calls() > 0);
        ChatChunk.Choice choice = new ChatChunk.Choice(0, Delta.EMPTY, null, finish.reason(), finish.extra());
        JsonNode container = stop.container();
        boolean inContainer = container != null && !container.isNull();
        chunks.add(chunk(List.of(choice), null, inContainer ? Map.of("container", container) : Map.of()));
        return chunks;
    }

    private List<ChatChunk> chunks(List<Delta> deltas) {
        return deltas.stream()
                .map(delta -> new ChatChunk.Choice(0, delta, null, null, Map.of()))
                .map(choice -> chunk(List.of(choice), null, Map.of()))
                .toList();
    }

    private ChatChunk chunk(List<ChatChunk.Choice> choices, @Nullable Usage counted, Map<String, JsonNode> extra) {
        String id = message == null ? null : message.id();
        String model = message == null ? null : message.model();
        return new ChatChunk(id, ChatChunk.OBJECT, null, model, choices, counted, extra);
    }

    private <T> T read(byte[] json, Class<T> type) {
        try {
            return present(JsonCodec.mapper().readValue(json, type));
        } catch (IOException unreadable) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that cannot be read.", unreadable);
        }
    }

    private <T> T present(@Nullable T value) {
        if (value == null) {
            throw failed("sent an empty reply, or an event without its content");
        }
        return value;
    }

    private GatewayException failed(String reason) {
        return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " " + reason + ".");
    }
}
