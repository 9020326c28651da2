package dev.tollgate.edge.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.ArgumentsObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Puts the blocks of a message together from its events, as clients do. */
final class WholeMessage implements Consumer<ObjectNode> {
    private final ArrayNode content = JsonNodeFactory.instance.arrayNode();
    private final Map<Integer, StringBuilder> inputs = new LinkedHashMap<>();
    private final Map<Integer, StringBuilder> texts = new LinkedHashMap<>();

    @Override
    public void accept(ObjectNode event) {
        int index = event.path("index").intValue();
        switch (event.path("type").asText()) {
            case "content_block_start" -> content.add(event.get("content_block").deepCopy());
            case "content_block_delta" -> add(index, event.path("delta"));
            default -> {
                // A block that stops has everything.
            }
        }
    }

    private void add(int index, JsonNode delta) {
        ObjectNode block = (ObjectNode) content.get(index);
        switch (delta.path("type").asText()) {
            case "text_delta" -> text(index, delta.path("text").asText());
            case "thinking_delta" -> text(index, delta.path("thinking").asText());
            case "signature_delta" -> block.set("signature", delta.get("signature"));
            case "citations_delta" -> block.withArray("/citations").add(delta.get("citation"));
            default ->
                inputs.computeIfAbsent(index, _ -> new StringBuilder())
                        .append(delta.path("partial_json").asText());
        }
    }

    private void text(int index, String piece) {
        texts.computeIfAbsent(index, _ -> new StringBuilder()).append(piece);
    }

    /** All blocks, now that everything has come. */
    ArrayNode content() {
        texts.forEach((index, text) -> {
            ObjectNode block = (ObjectNode) content.get(index);
            block.put(block.path("type").asText(), text.toString());
        });
        inputs.forEach(
                (index, json) -> ((ObjectNode) content.get(index)).set("input", ArgumentsObject.of(json.toString())));
        return content;
    }
}
