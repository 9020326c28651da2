package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Converts a JSON schema to one that Anthropic can enforce, as Anthropic's own SDKs do. It closes each object, and moves
 * constraints that Anthropic cannot enforce to the description
 * (https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations).
 */
final class ClosedSchema {
    private static final Set<String> NOT_ENFORCED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties");

    /** Keywords whose value is an object of schemas by name. */
    private static final Set<String> BY_NAME = Set.of("properties", "$defs", "definitions");

    private ClosedSchema() {}

    /** A copy of this schema that Anthropic can enforce. */
    static ObjectNode of(ObjectNode schema) {
        ObjectNode closed = schema.deepCopy();
        close(closed);
        return closed;
    }

    private static void close(ObjectNode schema) {
        boolean isObject = "object".equals(schema.path("type").asText()) || schema.has("properties");
        if (isObject && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        describe(schema);
        schema.properties().forEach(field -> {
            if (BY_NAME.contains(field.getKey())) {
                field.getValue().forEach(ClosedSchema::closeIfObject);
            } else {
                closeWithin(field.getKey(), field.getValue());
            }
        });
    }

    /** Skips enums, constants and defaults, which are values that may look like schemas. */
    private static void closeWithin(String keyword, JsonNode value) {
        if (value instanceof ArrayNode list && !keyword.equals("enum")) {
            list.forEach(ClosedSchema::closeIfObject);
        } else if (!keyword.equals("const") && !keyword.equals("default")) {
            closeIfObject(value);
        }
    }

    private static void closeIfObject(JsonNode node) {
        if (node instanceof ObjectNode object) {
            close(object);
        }
    }

    private static void describe(ObjectNode schema) {
        List<String> constraints = new ArrayList<>();
        schema.properties().forEach(field -> {
            boolean enforced =
                    !NOT_ENFORCED.contains(field.getKey()) && !isLargeMinimum(field.getKey(), field.getValue());
            if (!enforced && field.getValue().isValueNode()) {
                constraints.add(field.getKey() + ": " + field.getValue().asText());
            }
        });
        if (constraints.isEmpty()) {
            return;
        }
        constraints.forEach(constraint -> schema.remove(constraint.substring(0, constraint.indexOf(':'))));
        String before = schema.path("description").asText();
        schema.put("description", (before + " {" + String.join(", ", constraints) + "}").strip());
    }

    /** Anthropic enforces only the minimums 0 and 1. */
    private static boolean isLargeMinimum(String keyword, JsonNode value) {
        return keyword.equals("minItems") && value.asInt() > 1;
    }
}
