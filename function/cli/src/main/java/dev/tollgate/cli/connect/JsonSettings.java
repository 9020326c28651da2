package dev.tollgate.cli.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Settings in a JSON file. */
final class JsonSettings {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonSettings() {}

    /**
     * The document with these settings, and with everything else that it has.
     *
     * @throws IllegalArgumentException if the text is no JSON object, such as one with comments
     */
    static String merged(String text, ObjectNode settings) {
        try {
            JsonNode document = text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
            if (!(document instanceof ObjectNode object)) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            merge(object, settings);
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object) + "\n";
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("it is no JSON, or has comments", wrong);
        }
    }

    private static void merge(ObjectNode document, ObjectNode settings) {
        settings.properties().forEach(setting -> {
            JsonNode there = document.get(setting.getKey());
            if (there instanceof ObjectNode object && setting.getValue() instanceof ObjectNode inner) {
                merge(object, inner);
            } else {
                document.set(setting.getKey(), setting.getValue());
            }
        });
    }
}
