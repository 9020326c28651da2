package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.MergedAlternatives;
import dev.tollgate.provider.SchemaTree;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts a function's parameters to a schema that Claude accepts: of an object, without alternatives at the top level, and in
 * JSON Schema's draft 2020-12 (https://platform.claude.com/docs/en/agents-and-tools/tool-use/implement-tool-use). OpenAI accepts
 * older drafts, and functions without parameters.
 */
public final class ToolSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
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
        MergedAlternatives.in(schema);
        SchemaTree.visit(schema, ToolSchema::modernise);
        PropertyNames.encode(schema);
        return schema.path("type").asText().equals("object") ? schema : schema.put("type", "object");
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
