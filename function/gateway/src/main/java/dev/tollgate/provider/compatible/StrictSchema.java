package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/**
 * Whether OpenAI can enforce a schema: each object requires all its properties and takes no others
 * (https://platform.openai.com/docs/guides/structured-outputs#supported-schemas). Claude enforces schemas with optional properties, too.
 */
final class StrictSchema {
    /** Values that may look like schemas. */
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "example", "examples", "required");

    private StrictSchema() {}

    /** Whether this schema and all in it are such. */
    static boolean isEnforceable(JsonNode schema) {
        return isClosed(schema)
                && schema.propertyStream().allMatch(StrictSchema::isEnforceable)
                && (!schema.isArray() || schema.valueStream().allMatch(StrictSchema::isEnforceable));
    }

    private static boolean isEnforceable(Map.Entry<String, JsonNode> field) {
        if (VALUES.contains(field.getKey())) {
            return true;
        }
        return field.getKey().equals("properties")
                ? field.getValue().valueStream().allMatch(StrictSchema::isEnforceable)
                : isEnforceable(field.getValue());
    }

    private static boolean isClosed(JsonNode schema) {
        boolean isObject = schema.path("properties").isObject()
                || schema.path("type").asText().equals("object");
        return !isObject
                || (schema.path("additionalProperties").isBoolean()
                        && !schema.path("additionalProperties").booleanValue()
                        && schema.path("properties")
                                .propertyStream()
                                .allMatch(property -> requires(schema, property.getKey())));
    }

    private static boolean requires(JsonNode schema, String property) {
        return schema.path("required").valueStream().anyMatch(name -> name.asText()
                .equals(property));
    }
}
