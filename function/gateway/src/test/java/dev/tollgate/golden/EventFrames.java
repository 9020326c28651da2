package dev.tollgate.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/**
 * AWS' binary framing, written from a file that people can read: {@code {"<event>": {…}}} in each line, as AWS writes it
 * in its documentation. What ends in {@code Exception} is framed as one.
 */
public final class EventFrames {
    static final String FILE = "reply.events";

    private EventFrames() {}

    /** The frames of these lines. */
    public static byte[] encode(byte[] lines) {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        new String(lines, StandardCharsets.UTF_8).lines().forEach(line -> frame(line)
                .encode(frames));
        return frames.toByteArray();
    }

    private static Message frame(String line) {
        Map.Entry<String, JsonNode> event = read(line).properties().iterator().next();
        String type = event.getKey().endsWith("Exception") ? "exception" : "event";
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(":" + type + "-type", HeaderValue.fromString(event.getKey()));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString(type));
        return new Message(headers, event.getValue().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode read(String line) {
        try {
            return JsonCodec.mapper().readTree(line);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(line, broken);
        }
    }
}
