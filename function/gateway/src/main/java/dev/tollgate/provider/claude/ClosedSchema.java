package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.provider.SchemaTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Converts a JSON schema to one that Claude can enforce, as Anthropic's own SDKs do. It closes each object, and moves
 * constraints that Claude cannot enforce to the description
 * (https://platform.claude.com/docs/en/build-with-claude/structured-outputs#json-schema-limitations).
 */
public final class ClosedSchema {
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
            "contains",
            "minContains",
            "maxContains",
            "prefixItems",
            "minProperties",
            "maxProperties",
            "propertyNames",
            "patternProperties",
            "dependentRequired",
            "dependentSchemas",
            "not",
            "if",
            "then",
            "else");

    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");
    /** Look-around, references to groups, and word boundaries. */
    private static final Pattern COMPLEX_PATTERN = Pattern.compile("\\(\\?[=!<]|\\\\[1-9bB]");

    private static final String OPEN = "additionalProperties";

    private ClosedSchema() {}

    /**
     * Whether a closed schema allows what this one is for. Closing empties an object that is a map, and Claude supports neither
     * recursion, nor references to other documents, nor schemas beyond {@link StrictLimits}.
     */
    public static boolean isEnforceable(ObjectNode schema) {
        boolean[] enforceable = {true};
        SchemaTree.visit(schema, inner -> enforceable[0] &= !isMap(inner) && !hasUnsupportedReference(inner));
        return enforceable[0] && StrictLimits.fits(schema) && !isRecursive(schema, schema, new HashSet<>());
    }

    /** A copy of this schema that Claude can enforce. */
    public static ObjectNode of(ObjectNode schema) {
        ObjectNode closed = schema.deepCopy();
        SchemaTree.visit(closed, ClosedSchema::close);
        return closed;
    }

    private static boolean isMap(ObjectNode schema) {
        JsonNode open = schema.path(OPEN);
        boolean valuesHaveSchema = open.isObject() && !open.isEmpty();
        boolean isOpen = open.isObject() || open.asBoolean(false);
        return valuesHaveSchema || (isOpen && !schema.has("properties"));
    }

    private static boolean hasUnsupportedReference(ObjectNode schema) {
        JsonNode reference = schema.path("$ref");
        boolean isExternal = reference.isTextual() && !reference.textValue().startsWith("#");
        boolean isMerged = schema.path("allOf").findValue("$ref") != null;
        return isExternal || isMerged;
    }

    private static boolean isRecursive(JsonNode node, ObjectNode root, Set<String> within) {
        JsonNode reference = node.path("$ref");
        if (reference.isTextual()) {
            String pointer = reference.textValue().substring(1);
            if (pointer.isEmpty() || !pointer.startsWith("/") || within.contains(pointer)) {
                return true;
            }
            Set<String> deeper = new HashSet<>(within);
            deeper.add(pointer);
            return isRecursive(root.at(pointer), root, deeper);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            boolean isDefinition =
                    field.getKey().equals("$defs") || field.getKey().equals("definitions");
            if (!isDefinition && isRecursive(field.getValue(), root, within)) {
                return true;
            }
        }
        if (node instanceof ArrayNode list) {
            for (JsonNode element : list) {
                if (isRecursive(element, root, within)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void close(ObjectNode schema) {
        boolean isObject = "object".equals(schema.path("type").asText()) || schema.has("properties");
        if (isObject || schema.has(OPEN)) {
            schema.put(OPEN, false);
        }
        JsonNode alternatives = schema.get("oneOf");
        if (alternatives != null && !schema.has("anyOf")) {
            schema.remove("oneOf");
            schema.set("anyOf", alternatives);
        }
        describe(schema);
    }

    private static void describe(ObjectNode schema) {
        List<String> constraints = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : List.copyOf(schema.properties())) {
            if (!isEnforced(field.getKey(), field.getValue())) {
                JsonNode value = field.getValue();
                constraints.add(field.getKey() + ": " + (value.isValueNode() ? value.asText() : value.toString()));
                schema.remove(field.getKey());
            }
        }
        if (!constraints.isEmpty()) {
            String before = schema.path("description").asText();
            schema.put("description", (before + " {" + String.join(", ", constraints) + "}").strip());
        }
    }

    private static boolean isEnforced(String keyword, JsonNode value) {
        return switch (keyword) {
            // Only these minimums.
            case "minItems" -> value.asInt() <= 1;
            case "format" -> FORMATS.contains(value.asText());
            case "pattern" -> !COMPLEX_PATTERN.matcher(value.asText()).find();
            default -> !NOT_ENFORCED.contains(keyword);
        };
    }
}
