package dev.tollgate.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ContentPart;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Message;
import dev.tollgate.openai.MessageContent;
import dev.tollgate.openai.NativeEvent;
import dev.tollgate.openai.TextCompletion;
import dev.tollgate.openai.Tool;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The bytes of the gateway's streams: {@code data: {json}} and a blank line, as OpenAI sends them. */
public final class ServerSentEvents {
    /** The media type. */
    public static final String TYPE = "text/event-stream; charset=utf-8";

    /** No proxy keeps events back; the second header is nginx's. */
    static final Map<String, String> UNBUFFERED = Map.of("cache-control", "no-cache", "x-accel-buffering", "no");

    /** A comment, which SDKs skip. */
    static final byte[] HEARTBEAT = ": ping\n\n".getBytes(StandardCharsets.US_ASCII);

    static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] START = "data: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);
    private static final ObjectWriter ANY = JsonCodec.mapper().writer();
    private static final ObjectMapper WITH_USAGE = JsonCodec.mapper()
            .copy()
            .addMixIn(ChatChunk.class, UsageSpelledOut.class)
            .addMixIn(TextCompletion.class, UsageSpelledOut.class);
    private static final LineBreakEscapes ESCAPES = new LineBreakEscapes();
    private static final ObjectWriter STREAMED = ANY.with(ESCAPES);
    private static final ObjectWriter CHUNK =
            JsonCodec.mapper().writerFor(ChatChunk.class).with(ESCAPES);
    private static final ObjectWriter CHUNK_WITH_USAGE =
            WITH_USAGE.writerFor(ChatChunk.class).with(ESCAPES);
    private static final ObjectWriter TEXT =
            JsonCodec.mapper().writerFor(TextCompletion.class).with(ESCAPES);
    private static final ObjectWriter TEXT_WITH_USAGE =
            WITH_USAGE.writerFor(TextCompletion.class).with(ESCAPES);

    static {
        JsonCodec.examine(WITH_USAGE, ChatChunk.class, Delta.class, ToolCall.class, Usage.class, TextNode.class);
        JsonCodec.examine(
                JsonCodec.mapper(),
                ChatChunk.class,
                ChatCompletion.class,
                ChatRequest.class,
                ContentPart.class,
                Delta.class,
                Message.class,
                MessageContent.class,
                Tool.class,
                ToolCall.class,
                Usage.class,
                // What fields hold that no record names.
                ArrayNode.class,
                BooleanNode.class,
                DecimalNode.class,
                IntNode.class,
                NullNode.class,
                ObjectNode.class,
                TextNode.class);
    }

    private ServerSentEvents() {}

    /** With {@code include_usage} OpenAI spells out {@code usage: null} in every chunk but the last. */
    interface UsageSpelledOut {
        @JsonInclude(JsonInclude.Include.ALWAYS)
        Usage usage();
    }

    static byte[] chunk(ChatChunk chunk, boolean usageWanted) {
        return event(usageWanted ? CHUNK_WITH_USAGE : CHUNK, chunk);
    }

    /** The same in the words of the API before chat. */
    static byte[] chunk(TextCompletion chunk, boolean usageWanted) {
        return event(usageWanted ? TEXT_WITH_USAGE : TEXT, chunk);
    }

    /** An error as the last event of a stream. */
    public static byte[] error(GatewayException failure) {
        return event(STREAMED, ErrorBody.document(failure));
    }

    /** An event of the gateway's own, whose name is its {@code type}. */
    public static byte[] typed(ObjectNode event) {
        return named(event.path("type").asText(), text(event));
    }

    /** The JSON of an event of the gateway's own: in one line for every client. */
    public static String text(ObjectNode event) {
        try {
            return STREAMED.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a tree can always be written", impossible);
        }
    }

    /** A provider's own event, with the name and the data that it has. */
    static byte[] event(NativeEvent event) {
        return named(event.name(), event.data());
    }

    /**
     * An event with a name.
     *
     * @param name as in {@code event: name}; empty for an event without one
     */
    public static byte[] named(String name, String data) {
        StringBuilder event = new StringBuilder(data.length() + 64);
        if (!name.isEmpty()) {
            event.append("event: ").append(name).append('\n');
        }
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        return event.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Several events as one. */
    public static byte[] joined(byte[]... events) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] event : events) {
            all.writeBytes(event);
        }
        return all.toByteArray();
    }

    /** Any record of the contract as JSON. */
    public static byte[] json(Object document) {
        try {
            return ANY.writeValueAsBytes(document);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("the contract's records can always be written", impossible);
        }
    }

    private static byte[] event(ObjectWriter writer, Object document) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(512);
        try {
            event.write(START);
            writer.writeValue(event, document);
            event.write(END);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory cannot fail", impossible);
        }
        return event.toByteArray();
    }
}
