package dev.tollgate.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.Usage;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.SseParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a streamed answer as a client does. */
public final class StreamedAnswer {
    private StreamedAnswer() {}

    /** The answer that these events add up to. */
    public static ChatCompletion fold(byte[] events) {
        ChunkFold fold = new ChunkFold();
        Usage usage = null;
        for (ReplyEvent event : new SseParser().feed(events)) {
            if (!event.data().equals("[DONE]")) {
                ChatChunk chunk = chunk(event);
                fold.add(chunk);
                usage = chunk.usage() == null ? usage : chunk.usage();
            }
        }
        return fold.completion(usage);
    }

    /** The events of an API whose events are objects. */
    static List<JsonNode> events(byte[] events) {
        List<JsonNode> objects = new ArrayList<>();
        for (ReplyEvent event : new SseParser().feed(events)) {
            try {
                objects.add(JsonCodec.mapper().readTree(event.data()));
            } catch (IOException notJson) {
                throw new UncheckedIOException(event.data(), notJson);
            }
        }
        return objects;
    }

    private static ChatChunk chunk(ReplyEvent event) {
        try {
            return JsonCodec.mapper().readValue(event.data(), ChatChunk.class);
        } catch (IOException noChunk) {
            throw new UncheckedIOException(event.data(), noChunk);
        }
    }
}
