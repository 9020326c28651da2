package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.MergedAlternatives;
import dev.tollgate.provider.SchemaTree;

/**
 * Repairs a function's parameters as MCP servers write them. OpenAI and those who follow it refuse the whole request for arrays without
 * items (digitalocean-labs/mcp-digitalocean#265, spacelift-io/spacectl#402), for alternatives at the top level, for items of older drafts,
 * and for objects without properties (langchain-ai/langchain-mcp-adapters#137).
 */
final class FunctionSchema {
    private static final String TYPE = "type";
    private static final String ITEMS = "items";
    private static final String PREFIX_ITEMS = "prefixItems";
    private static final String PROPERTIES = "properties";
    private static final String OBJECT = "object";

    private FunctionSchema() {}

    /** A schema that these providers take; an equal one if they take this one. */
    static ObjectNode of(ObjectNode parameters) {
        ObjectNode schema = parameters.deepCopy();
        MergedAlternatives.in(schema);
        SchemaTree.visit(schema, FunctionSchema::repair);
        if (!schema.path(TYPE).asText().equals(OBJECT)) {
            schema.put(TYPE, OBJECT);
        }
        if (!schema.path(PROPERTIES).isObject()) {
            schema.putObject(PROPERTIES);
        }
        return schema;
    }

    private static void repair(ObjectNode schema) {
        if (schema.get(ITEMS) instanceof ArrayNode tuple) {
            schema.set(ITEMS, oneOf(tuple));
            schema.remove("additionalItems");
        }
        if (isArray(schema.path(TYPE)) && !schema.hasNonNull(ITEMS)) {
            schema.set(ITEMS, schema.path(PREFIX_ITEMS) instanceof ArrayNode tuple ? oneOf(tuple) : empty());
        }
    }

    private static boolean isArray(JsonNode type) {
        return type.asText().equals("array")
                || type.valueStream().anyMatch(one -> one.asText().equals("array"));
    }

    /** Elements of several schemas, whatever their order. */
    private static JsonNode oneOf(ArrayNode tuple) {
        return switch (tuple.size()) {
            case 0 -> empty();
            case 1 -> tuple.get(0);
            default -> empty().set("anyOf", tuple);
        };
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
