package dev.tollgate.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.openai.JsonCodec;
import java.nio.charset.StandardCharsets;

/** A stream of Gemini's, as its clients add it up. */
final class GeminiStream {
    private GeminiStream() {}

    /** Candidates by their index: parts are joined, and of everything else the last value counts. */
    static JsonNode fold(byte[] events) {
        ObjectNode whole = JsonCodec.mapper().createObjectNode();
        ArrayNode candidates = whole.putArray("candidates");
        new String(events, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> json(line.substring("data: ".length())))
                .forEach(response -> response.properties().forEach(field -> {
                    if (field.getKey().equals("candidates")) {
                        field.getValue().forEach(candidate -> add(candidates, (ObjectNode) candidate));
                    } else {
                        whole.set(field.getKey(), field.getValue());
                    }
                }));
        return whole;
    }

    private static void add(ArrayNode candidates, ObjectNode candidate) {
        int index = candidate.path("index").asInt();
        while (candidates.size() <= index) {
            ObjectNode content = candidates.addObject().putObject("content");
            content.putArray("parts");
            content.put("role", "model");
        }
        ObjectNode whole = (ObjectNode) candidates.get(index);
        ArrayNode parts = (ArrayNode) whole.path("content").path("parts");
        candidate.path("content").path("parts").forEach(part -> add(parts, part));
        candidate.remove("content");
        whole.setAll(candidate);
    }

    private static void add(ArrayNode parts, JsonNode part) {
        JsonNode last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (last != null && isText(last) && isText(part) && last.has("thought") == part.has("thought")) {
            String text = last.path("text").textValue() + part.path("text").textValue();
            ((ObjectNode) last).put("text", text);
        } else {
            parts.add(part);
        }
    }

    private static boolean isText(JsonNode part) {
        return part.has("text") && !part.has("thoughtSignature");
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text);
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(text, noJson);
        }
    }
}
