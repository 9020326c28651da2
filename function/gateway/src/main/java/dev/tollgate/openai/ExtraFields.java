package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of a record that the gateway passes on without understanding them, in their order. */
final class ExtraFields {
    private ExtraFields() {}

    static Map<String, JsonNode> of(Map<String, JsonNode> fields) {
        return fields == null || fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
