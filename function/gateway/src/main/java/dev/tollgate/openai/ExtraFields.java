package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a record that the gateway forwards without reading them, in their order. */
final class ExtraFields {
    private ExtraFields() {}

    /** Jackson passes null for a record that has no such fields. */
    static Map<String, JsonNode> of(@Nullable Map<String, JsonNode> fields) {
        return fields == null || fields.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
