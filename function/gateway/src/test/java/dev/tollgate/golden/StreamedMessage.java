package dev.tollgate.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.ReplyEvent;
import dev.tollgate.provider.SseParser;

/** Reads a stream of Anthropic's as its clients do. */
final class StreamedMessage {
    private ObjectNode message = JsonCodec.mapper().createObjectNode();

    private StreamedMessage() {}

    /** The message that these events add up to. */
    static JsonNode fold(byte[] events) {
        StreamedMessage folded = new StreamedMessage();
        for (ReplyEvent event : new SseParser().feed(events)) {
            folded.add(json(event.data()));
        }
        folded.message.path("content").forEach(block -> parseInput((ObjectNode) block));
        return folded.message;
    }

    private void add(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> message = event.get("message").deepCopy();
            case "content_block_start" ->
                ((ArrayNode) message.get("content"))
                        .add(event.get("content_block").deepCopy());
            case "content_block_delta" ->
                add((ObjectNode) message.get("content").get(event.get("index").intValue()), event.get("delta"));
            case "message_delta" -> {
                message.setAll((ObjectNode) event.get("delta"));
                ((ObjectNode) message.get("usage")).setAll((ObjectNode) event.get("usage"));
            }
            default -> {
                // A ping, and what only ends.
            }
        }
    }

    private static void add(ObjectNode block, JsonNode delta) {
        switch (delta.path("type").asText()) {
            case "text_delta" -> append(block, "text", delta.get("text"));
            case "thinking_delta" -> append(block, "thinking", delta.get("thinking"));
            case "signature_delta" -> block.set("signature", delta.get("signature"));
            case "citations_delta" -> block.withArray("/citations").add(delta.get("citation"));
            case "input_json_delta" -> append(block, "input", delta.get("partial_json"));
            default -> throw new AssertionError("an unknown delta: " + delta);
        }
    }

    private static void append(ObjectNode block, String field, JsonNode piece) {
        JsonNode before = block.path(field);
        block.put(field, (before.isTextual() ? before.textValue() : "") + piece.textValue());
    }

    private static void parseInput(ObjectNode block) {
        if (block.path("input").isTextual()) {
            String input = block.path("input").textValue();
            block.set("input", json(input.isEmpty() ? "{}" : input));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(text, broken);
        }
    }
}
