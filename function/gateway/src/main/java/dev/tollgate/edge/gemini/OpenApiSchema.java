package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;

/**
 * Google's schemas, a part of OpenAPI's (https://ai.google.dev/api/caching#Schema), as JSON Schema: types in small letters, numbers as
 * numbers, and null as a type.
 */
final class OpenApiSchema {
    private static final String TYPE = "type";
    private static final Set<String> NUMBERS = Set.of(
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minProperties",
            "maxProperties",
            "min_items",
            "max_items",
            "min_length",
            "max_length",
            "min_properties",
            "max_properties");
    private static final Set<String> SCHEMAS = Set.of("items", "additionalProperties");
    private static final Set<String> LEFT_OUT = Set.of("nullable", "propertyOrdering", "property_ordering");

    private OpenApiSchema() {}

    static JsonNode asJsonSchema(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        schema.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (name.equals(TYPE)) {
                setType(result, value, schema.path("nullable").asBoolean());
            } else if (name.equals("properties") || name.equals("defs") || name.equals("$defs")) {
                ObjectNode named = result.putObject(name.equals("defs") ? "$defs" : name);
                value.properties().forEach(each -> named.set(each.getKey(), asJsonSchema(each.getValue())));
            } else if (name.equals("anyOf") || name.equals("any_of")) {
                ArrayNode choices = result.putArray("anyOf");
                value.forEach(choice -> choices.add(asJsonSchema(choice)));
            } else if (SCHEMAS.contains(name)) {
                result.set(name, asJsonSchema(value));
            } else if (NUMBERS.contains(name) && value.isTextual()) {
                result.put(camel(name), value.asLong());
            } else if (name.equals("example")) {
                result.putArray("examples").add(value);
            } else if (!LEFT_OUT.contains(name)) {
                result.set(camel(name), value);
            }
        });
        return result;
    }

    private static void setType(ObjectNode result, JsonNode type, boolean nullable) {
        if (!type.isTextual()) {
            result.set(TYPE, type);
        } else if (!type.textValue().equals("TYPE_UNSPECIFIED")) {
            String name = type.textValue().toLowerCase(Locale.ROOT);
            if (nullable) {
                result.putArray(TYPE).add(name).add("null");
            } else {
                result.put(TYPE, name);
            }
        }
    }

    private static String camel(String name) {
        int line = name.indexOf('_');
        return line < 0 || !NUMBERS.contains(name)
                ? name
                : name.substring(0, line) + Character.toUpperCase(name.charAt(line + 1)) + name.substring(line + 2);
    }
}
