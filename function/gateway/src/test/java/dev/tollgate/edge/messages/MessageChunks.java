package dev.tollgate.edge.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.edge.CallCost;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.Delta;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.openai.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Chunks of answers, and the messages that are made of them. */
final class MessageChunks {
    private MessageChunks() {}

    static Delta call(int index, String id, String name, String arguments) {
        ToolCall.Function function = new ToolCall.Function(name, arguments, Map.of());
        return new Delta(
                null, null, null, null, List.of(new ToolCall(index, id, "function", function, Map.of())), Map.of());
    }

    static ChatChunk stop(Map<String, JsonNode> fields) {
        ChatChunk.Choice end = new ChatChunk.Choice(0, Delta.EMPTY, null, "stop", fields);
        return new ChatChunk(null, null, null, null, List.of(end), null, Map.of());
    }

    static ChatChunk thought(String piece) {
        return chunk(new Delta(null, null, piece, null, null, Map.of()));
    }

    static ChatChunk text(String text) {
        return chunk(new Delta(null, text, null, null, null, Map.of()));
    }

    static ChatChunk chunk(Delta delta) {
        ChatChunk.Choice choice = new ChatChunk.Choice(0, delta, null, null, Map.of());
        return new ChatChunk("chatcmpl-1", ChatChunk.OBJECT, 0L, "m", List.of(choice), null, Map.of());
    }

    static ChatCompletion fold(List<ChatChunk> chunks) {
        ChunkFold fold = new ChunkFold();
        chunks.forEach(fold::add);
        return fold.completion(Usage.NONE);
    }

    static JsonNode whole(List<ChatChunk> chunks) {
        return whole(format(), chunks);
    }

    static JsonNode whole(MessagesFormat format, List<ChatChunk> chunks) {
        chunks.forEach(format::note);
        return read(new String(format.whole(fold(chunks), OptionalLong.empty()), StandardCharsets.UTF_8));
    }

    static JsonNode read(String json) {
        try {
            return JsonCodec.mapper().readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    static String streamed(List<ChatChunk> chunks) {
        return streamed(format(), chunks);
    }

    static String streamed(MessagesFormat format, List<ChatChunk> chunks) {
        StringBuilder events = new StringBuilder();
        chunks.forEach(chunk -> events.append(new String(format.chunk(chunk), StandardCharsets.UTF_8)));
        ChatChunk usage = new ChatChunk("chatcmpl-1", null, null, "m", List.of(), Usage.NONE, Map.of());
        return events.append(
                        new String(format.finished(fold(chunks), usage, OptionalLong.empty()), StandardCharsets.UTF_8))
                .toString();
    }

    static Stream<String> types(String events) {
        return events.lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring("event: ".length()));
    }

    static MessagesFormat format() {
        return format(true);
    }

    static MessagesFormat format(boolean showsThinking) {
        MessageSettings settings = new MessageSettings(List.of("END"), showsThinking, () -> 42);
        return new MessagesFormat(settings, new CallCost(false), Clock.systemUTC());
    }
}
