package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** What a function returned. */
final class FunctionResult {
    /** By convention, what is not an object has one of these names (https://ai.google.dev/api/caching#FunctionResponse). */
    private static final Set<String> OUTPUT = Set.of("output", "result");

    private FunctionResult() {}

    /** The text for a model: what is a text stays one, everything else is JSON. */
    static String text(Optional<JsonNode> response) {
        if (response.isEmpty()) {
            return "{}";
        }
        JsonNode value = response.get();
        if (value.isObject() && value.size() == 1) {
            String name = value.fieldNames().next();
            if (OUTPUT.contains(name) && value.get(name).isTextual()) {
                return value.get(name).textValue();
            }
        }
        return value.toString();
    }
}
