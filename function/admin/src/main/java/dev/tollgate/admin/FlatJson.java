package dev.tollgate.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Flattens a stored document to its fields by their paths, such as {@code targets[0].model}. */
public final class FlatJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FlatJson() {}

    public static Map<String, String> of(String document) {
        Map<String, String> fields = new TreeMap<>();
        collect("", object(document), fields);
        return fields;
    }

    public static ObjectNode object(String document) {
        try {
            return JSON.readValue(document, ObjectNode.class);
        } catch (JsonProcessingException broken) {
            // The cause is left out, because its message may quote a secret.
            throw new IllegalStateException("a document in the config table is not a JSON object");
        }
    }

    private static void collect(String path, JsonNode node, Map<String, String> fields) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field -> collect(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), fields));
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                collect(path + "[" + index + "]", node.get(index), fields);
            }
        } else {
            fields.put(path, node.asText());
        }
    }
}
