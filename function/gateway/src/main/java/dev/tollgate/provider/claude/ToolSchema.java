package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a function's parameters to a schema that Claude accepts: of an object, without alternatives at the top level, and in
 * JSON Schema's draft 2020-12 (https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use). OpenAI accepts
 * older drafts, and functions without parameters.
 */
public final class ToolSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf", "allOf");
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    private ToolSchema() {}

    /** A schema of an object for these parameters. */
    public static ObjectNode of(@Nullable JsonNode parameters) {
        if (!(parameters instanceof ObjectNode given)) {
            ObjectNode empty = NODES.objectNode();
            empty.putObject("properties");
            return empty.put("type", "object");
        }
        ObjectNode schema = given.deepCopy();
        inlineReference(schema, schema);
        mergeAlternatives(schema);
        SchemaTree.visit(schema, ToolSchema::modernise);
        PropertyNames.encode(schema);
        return schema.path("type").asText().equals("object") ? schema : schema.put("type", "object");
    }

    /** Generators of schemas put the object itself into the definitions. */
    private static void inlineReference(ObjectNode schema, ObjectNode root) {
        JsonNode target = target(schema.path("$ref").asText(), root);
        if (target instanceof ObjectNode object) {
            schema.remove("$ref");
            ObjectNode copy = object.deepCopy();
            copy.properties().forEach(field -> {
                if (!schema.has(field.getKey())) {
                    schema.set(field.getKey(), field.getValue());
                }
            });
        }
    }

    private static JsonNode target(String reference, ObjectNode root) {
        return reference.startsWith("#/") ? root.at(reference.substring(1)) : NODES.missingNode();
    }

    /** Alternatives at the top level become one object with the properties of all. It requires what each of them requires. */
    private static void mergeAlternatives(ObjectNode schema) {
        for (String keyword : ALTERNATIVES) {
            if (!(schema.remove(keyword) instanceof ArrayNode alternatives)) {
                continue;
            }
            Set<String> required = null;
            for (JsonNode alternative : alternatives) {
                if (!(alternative instanceof ObjectNode object)) {
                    continue;
                }
                inlineReference(object, schema);
                object.path("properties").properties().forEach(property -> properties(schema)
                        .putIfAbsent(property.getKey(), property.getValue()));
                Set<String> names = names(object.path("required"));
                if (required == null) {
                    required = names;
                } else if (keyword.equals("allOf")) {
                    required.addAll(names);
                } else {
                    required.retainAll(names);
                }
            }
            require(schema, required == null ? Set.of() : required);
        }
    }

    private static ObjectNode properties(ObjectNode schema) {
        return schema.get("properties") instanceof ObjectNode properties ? properties : schema.putObject("properties");
    }

    private static void require(ObjectNode schema, Set<String> names) {
        Set<String> all = names(schema.path("required"));
        all.addAll(names);
        if (!all.isEmpty()) {
            ArrayNode required = schema.putArray("required");
            all.forEach(required::add);
        }
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new LinkedHashSet<>();
        list.forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Rewrites what older drafts allow. */
    private static void modernise(ObjectNode schema) {
        schema.remove("$schema");
        if (schema.get("items") instanceof ArrayNode tuple) {
            schema.set("prefixItems", tuple);
            schema.remove("items");
            JsonNode rest = schema.remove("additionalItems");
            if (rest != null) {
                schema.set("items", rest);
            }
        }
        modernise(schema, "exclusiveMinimum", "minimum");
        modernise(schema, "exclusiveMaximum", "maximum");
        if (schema.has("required") && !schema.get("required").isArray()) {
            schema.remove("required");
        }
        if (schema.has("properties") && !schema.get("properties").isObject()) {
            schema.remove("properties");
        }
        JsonNode type = schema.get("type");
        if (type != null && (type.isNull() || (type.isTextual() && !TYPES.contains(type.textValue())))) {
            schema.remove("type");
        }
        if (schema.path("additionalProperties").asBoolean(false)) {
            // This is the default.
            schema.remove("additionalProperties");
        }
    }

    /** Draft 4 has a flag where later drafts have the bound itself. */
    private static void modernise(ObjectNode schema, String exclusive, String bound) {
        if (!schema.path(exclusive).isBoolean()) {
            return;
        }
        boolean isExclusive = schema.remove(exclusive).booleanValue();
        if (isExclusive && schema.has(bound)) {
            schema.set(exclusive, schema.remove(bound));
        }
    }
}
