package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes a JSON Schema in the subset that Google accepts in {@code parametersJsonSchema} and {@code responseJsonSchema}
 * (https://ai.google.dev/api/generate-content#generationconfig). Google ignores most other keywords, but rejects the forms that
 * this class rewrites. The meaning stays the same.
 */
final class GeminiSchema {
    private static final String TYPE = "type";
    private static final String ENUM = "enum";
    private static final String CONST = "const";
    private static final String REF = "$ref";

    private GeminiSchema() {}

    /** The same schema in Google's subset. */
    static ObjectNode of(JsonNode schema) {
        return object((ObjectNode) schema);
    }

    /** A function's parameters, which are always an object. */
    static ObjectNode parameters(ObjectNode schema) {
        ObjectNode converted = object(schema);
        return converted.path(TYPE).asText().equals("object") ? converted : converted.put(TYPE, "object");
    }

    private static ObjectNode object(ObjectNode schema) {
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        boolean isReference = schema.path(REF).isTextual();
        schema.properties().forEach(keyword -> {
            String name = keyword.getKey();
            // Google rejects anything next to a reference, and a $schema is about the document only.
            if (!name.equals("$schema") && (!isReference || name.startsWith("$"))) {
                add(name, keyword.getValue(), converted);
            }
        });
        return converted;
    }

    private static void add(String keyword, JsonNode value, ObjectNode converted) {
        switch (keyword) {
            case ENUM -> addValues(value, converted);
            case CONST -> addValues(JsonNodeFactory.instance.arrayNode().add(value), converted);
            // These hold values and names, not schemas.
            case "required", "default", "example", "examples", TYPE -> converted.set(keyword, value);
            case "properties", "$defs", "definitions", "patternProperties" -> converted.set(keyword, named(value));
            default -> converted.set(keyword, nested(value));
        }
    }

    /** Google rejects empty values, and a list without values. A list of one value has the same meaning as {@code const}. */
    private static void addValues(JsonNode values, ObjectNode converted) {
        ArrayNode accepted = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> {
            if (!value.isTextual() || !value.textValue().isEmpty()) {
                accepted.add(value);
            }
        });
        if (!accepted.isEmpty()) {
            converted.set(ENUM, accepted);
        }
    }

    /** Schemas by name; the names may be the same as keywords. */
    private static JsonNode named(JsonNode schemas) {
        if (!schemas.isObject()) {
            return schemas;
        }
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        schemas.properties().forEach(schema -> converted.set(schema.getKey(), nested(schema.getValue())));
        return converted;
    }

    private static JsonNode nested(JsonNode value) {
        if (value instanceof ObjectNode schema) {
            return object(schema);
        }
        if (!value.isArray()) {
            return value;
        }
        ArrayNode converted = JsonNodeFactory.instance.arrayNode();
        value.forEach(element -> converted.add(nested(element)));
        return converted;
    }
}
