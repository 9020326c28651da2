package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.ChatAdapter;
import dev.tollgate.provider.EventSequence;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.RandomReplies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Generates random replies of Cohere. Calls overlap in the stream, with each other and with the content. */
public final class CohereReplies implements RandomReplies {
    private static final String[] REASONS = {"COMPLETE", "STOP_SEQUENCE", "MAX_TOKENS", "TOOL_CALL", "SOME_NEW_REASON"};

    @Override
    public ChatAdapter adapter() {
        return new CohereKind().adapter(new Provider("cohere", "cohere", null, null, null));
    }

    @Override
    public Written next(Random random) {
        ObjectNode whole = object().put("id", "m-" + random.nextInt(1_000_000));
        ObjectNode message = whole.putObject("message").put("role", "assistant");
        List<EventSequence> sequences = new ArrayList<>();
        RandomMessage parts = new RandomMessage(message, whole, random);
        for (int i = random.nextInt(4); i > 0; i--) {
            sequences.add(parts.block());
        }
        if (random.nextInt(3) == 0) {
            sequences.add(parts.plan());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            sequences.add(parts.call());
        }
        ObjectNode end = object().put("finish_reason", REASONS[random.nextInt(REASONS.length)]);
        if (random.nextInt(5) > 0) {
            end.set("usage", usage(random));
        }
        whole.setAll(end);
        StringBuilder stream = new StringBuilder();
        ObjectNode start = object().put("type", "message-start");
        start.set("id", whole.get("id"));
        start.putObject("delta").putObject("message").put("role", "assistant").putArray("content");
        write(start, stream, random);
        EventSequence.interleave(sequences, random).forEach(event -> write(event, stream, random));
        write(object().put("type", "message-end").set("delta", end), stream, random);
        int completeFrom = bytes(stream).length - 1;
        stream.append(random.nextBoolean() ? "data: [DONE]\n\n" : "");
        return new Written(whole.toString().getBytes(StandardCharsets.UTF_8), bytes(stream), completeFrom);
    }

    private static ObjectNode usage(Random random) {
        ObjectNode usage = object();
        usage.putObject("billed_units").put("input_tokens", random.nextInt(500)).put("output_tokens", 1.0);
        if (random.nextBoolean()) {
            usage.putObject("tokens")
                    .put("input_tokens", (double) random.nextInt(500))
                    .put("output_tokens", random.nextInt(500));
        }
        return random.nextBoolean() ? usage.put("cached_tokens", random.nextInt(9)) : usage;
    }

    /** Writes an event, with unknown events before it and unknown fields in it. */
    private static void write(JsonNode event, StringBuilder stream, Random random) {
        switch (random.nextInt(8)) {
            case 0 ->
                stream.append(": comment\n\nevent: mood\ndata: {\"type\": \"mood\", \"delta\": [], \"index\": {}}\n\n");
            case 1 -> stream.append("data: {\"type\": \"debug\", \"prompt\": \"…\"}\r\n\r\n");
            case 2 -> stream.append("data: {\"type\": \"citation-end\", \"index\": 0}\n\ndata: {\"no_type\": 1}\n\n");
            default -> {}
        }
        ObjectNode noisy = event.deepCopy();
        if (random.nextInt(3) == 0) {
            noisy.putObject("novelty")
                    .put("type", "message-end")
                    .putArray("list")
                    .add(random.nextInt());
        }
        if (random.nextInt(8) > 0) {
            stream.append("event: ").append(event.path("type").asText()).append('\n');
        }
        stream.append("data: ").append(noisy).append(random.nextBoolean() ? "\n\n" : "\r\n\r\n");
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
