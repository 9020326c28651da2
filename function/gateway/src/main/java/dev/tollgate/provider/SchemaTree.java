package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Walks the schemas within a JSON schema. Enums, constants, defaults and examples are values that may look like schemas. */
public final class SchemaTree {
    /** Keywords whose value is an object of schemas by name. */
    private static final Set<String> BY_NAME =
            Set.of("properties", "$defs", "definitions", "patternProperties", "dependentSchemas");

    private static final Set<String> VALUES = Set.of("enum", "const", "default", "example", "examples", "required");

    private SchemaTree() {}

    /** Visits the schema and all schemas within it, the outer ones first. The visitor may change them. */
    public static void visit(ObjectNode schema, Consumer<ObjectNode> visitor) {
        visitor.accept(schema);
        for (Map.Entry<String, JsonNode> field : List.copyOf(schema.properties())) {
            if (BY_NAME.contains(field.getKey()) || field.getValue() instanceof ArrayNode) {
                if (!VALUES.contains(field.getKey())) {
                    field.getValue().forEach(inner -> visitIfObject(inner, visitor));
                }
            } else if (!VALUES.contains(field.getKey())) {
                visitIfObject(field.getValue(), visitor);
            }
        }
    }

    private static void visitIfObject(JsonNode node, Consumer<ObjectNode> visitor) {
        if (node instanceof ObjectNode object) {
            visit(object, visitor);
        }
    }
}
