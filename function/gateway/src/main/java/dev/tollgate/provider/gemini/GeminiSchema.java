package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Writes a JSON Schema in the subset that Google accepts in {@code parametersJsonSchema} and {@code responseJsonSchema}
 * (https://ai.google.dev/api/generate-content#generationconfig). Google ignores most other keywords, but rejects the forms that
 * this class rewrites. The meaning stays the same.
 */
final class GeminiSchema {
    private static final String TYPE = "type";
    private static final String ENUM = "enum";
    private static final String CONST = "const";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String ITEMS = "items";
    private static final String PREFIX_ITEMS = "prefixItems";
    private static final String ALL_OF = "allOf";
    private static final List<String> UNIONS = List.of("anyOf", "oneOf");

    private final GeminiReferences references;

    private GeminiSchema(GeminiReferences references) {
        this.references = references;
    }

    /** The same schema in Google's subset. */
    static ObjectNode of(JsonNode schema) {
        GeminiReferences references = new GeminiReferences((ObjectNode) schema);
        return new GeminiSchema(references).whole(references.resolved());
    }

    /** A function's parameters, which are always an object. */
    static ObjectNode parameters(ObjectNode schema) {
        ObjectNode converted = of(schema);
        return converted.path(TYPE).asText().equals("object") ? converted : converted.put(TYPE, "object");
    }

    /** Whether an object's schema has no properties and does not say that it accepts others. */
    static boolean takesNothing(ObjectNode schema) {
        return schema.path(PROPERTIES).isEmpty()
                && schema.propertyStream()
                        .filter(keyword -> keyword.getValue().isContainerNode())
                        .allMatch(keyword -> keyword.getKey().equals(PROPERTIES))
                && !schema.path("additionalProperties").asBoolean();
    }

    private ObjectNode whole(ObjectNode schema) {
        ObjectNode converted = object(schema);
        ObjectNode definitions = JsonNodeFactory.instance.objectNode();
        for (String name = references.next(); name != null; name = references.next()) {
            definitions.set(name, nested(references.definition(name)));
        }
        if (!definitions.isEmpty()) {
            converted.set(GeminiReferences.DEFINITIONS, definitions);
        }
        return converted;
    }

    private ObjectNode object(ObjectNode original) {
        ObjectNode schema = withoutAllOf(original);
        JsonNode reference = schema.path(GeminiReferences.REF);
        if (reference.isTextual()) {
            // Google rejects anything next to a reference.
            return references.reference(reference.textValue());
        }
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(keyword -> {
            if (!keyword.getValue().isNull()) {
                add(keyword.getKey(), keyword.getValue(), converted);
            }
        });
        requireOnlyProperties(converted);
        UNIONS.forEach(union -> removeWithoutMeaning(union, converted));
        if (converted.has(PROPERTIES) && !converted.has(TYPE)) {
            converted.put(TYPE, "object");
        }
        if (isArray(converted) && !converted.has(ITEMS) && !converted.has(PREFIX_ITEMS)) {
            converted.putObject(ITEMS);
        }
        return converted;
    }

    /** Google ignores {@code allOf}. Generators write one schema into it, to put a description next to a reference. */
    private static ObjectNode withoutAllOf(ObjectNode schema) {
        JsonNode all = schema.path(ALL_OF);
        if (!all.isArray() || all.size() != 1 || !(all.get(0) instanceof ObjectNode only)) {
            return schema;
        }
        ObjectNode merged = schema.deepCopy();
        merged.remove(ALL_OF);
        only.properties().forEach(keyword -> merged.set(keyword.getKey(), keyword.getValue()));
        return merged;
    }

    /**
     * Google rejects the name of a required property that the schema does not have (probelabs/probe#569), and properties of what
     * is no object by its type (goruck/home-generative-agent#525).
     */
    private static void requireOnlyProperties(ObjectNode schema) {
        JsonNode required = schema.path(REQUIRED);
        if (required.isMissingNode()) {
            return;
        }
        ArrayNode known = JsonNodeFactory.instance.arrayNode();
        required.forEach(name -> {
            if (schema.path(PROPERTIES).has(name.asText())) {
                known.add(name);
            }
        });
        if (known.isEmpty()) {
            schema.remove(REQUIRED);
        } else {
            schema.set(REQUIRED, known);
        }
    }

    /** A union with an empty schema accepts everything, such as one of several sets of required properties. */
    private static void removeWithoutMeaning(String union, ObjectNode schema) {
        for (JsonNode branch : schema.path(union)) {
            if (branch.isObject() && branch.isEmpty()) {
                schema.remove(union);
                return;
            }
        }
    }

    private static boolean isArray(ObjectNode schema) {
        JsonNode type = schema.path(TYPE);
        if (!type.isArray()) {
            return type.asText().equals("array");
        }
        for (JsonNode each : type) {
            if (each.asText().equals("array")) {
                return true;
            }
        }
        return false;
    }

    private void add(String keyword, JsonNode value, ObjectNode converted) {
        switch (keyword) {
            // A $schema is about the document only. The definitions are those of the schema as a whole.
            case "$schema", GeminiReferences.DEFINITIONS, GeminiReferences.OLD_DEFINITIONS -> {}
            case ENUM -> addValues(value, converted);
            case CONST -> addValues(JsonNodeFactory.instance.arrayNode().add(value), converted);
            // These hold values and names, not schemas.
            case REQUIRED, "default", "example", "examples", TYPE -> converted.set(keyword, value);
            case PROPERTIES, "patternProperties" -> converted.set(keyword, named(value));
            // A list of them is the older form of a tuple.
            case ITEMS -> converted.set(value.isArray() ? PREFIX_ITEMS : ITEMS, element(value));
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
    private JsonNode named(JsonNode schemas) {
        ObjectNode converted = JsonNodeFactory.instance.objectNode();
        schemas.properties().forEach(schema -> converted.set(schema.getKey(), element(schema.getValue())));
        return converted;
    }

    /** A schema in a place where Google knows no {@code true}, which is the same as an empty one. */
    private JsonNode element(JsonNode schema) {
        return schema.isBoolean() ? JsonNodeFactory.instance.objectNode() : nested(schema);
    }

    private JsonNode nested(JsonNode value) {
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
