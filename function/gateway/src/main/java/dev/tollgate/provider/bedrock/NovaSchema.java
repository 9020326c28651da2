package dev.tollgate.provider.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reduces a tool's schema to what Nova takes: at its top, only {@code type}, {@code properties} and {@code required}
 * (https://docs.aws.amazon.com/nova/latest/userguide/prompting-tool-troubleshooting.html, pydantic/pydantic-ai#1623). So what is
 * defined there goes where it is used. A definition that contains itself ends at its second occurrence, which is any value of its
 * type.
 */
final class NovaSchema {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> AT_TOP = List.of("type", "properties", "required");
    private static final Set<String> DEFINITIONS = Set.of("$defs", "definitions");
    /** What may look like a schema, and is a value. */
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "example", "examples", "required");

    private static final String REFERENCE = "$ref";
    private static final String ROOT = "#";

    /** Definitions that use each other twice would double the schema with each of them. */
    private static final int MAX_INLINED_CHARACTERS = 200_000;

    private static final int MAX_NESTED = 16;

    private final ObjectNode root;
    private long inlinedCharacters;

    private NovaSchema(ObjectNode root) {
        this.root = root;
    }

    /** A schema of an object, without the fields at its top that Nova rejects. */
    static ObjectNode of(ObjectNode schema) {
        ObjectNode whole = new NovaSchema(schema).schema(schema, Set.of(ROOT));
        ObjectNode reduced = NODES.objectNode();
        AT_TOP.stream().filter(whole::has).forEach(field -> reduced.set(field, whole.get(field)));
        return reduced;
    }

    private ObjectNode schema(ObjectNode schema, Set<String> within) {
        if (schema.path(REFERENCE).isTextual()) {
            return referred(schema, within);
        }
        ObjectNode copy = NODES.objectNode();
        schema.properties().forEach(field -> {
            String name = field.getKey();
            if (name.equals("properties") && field.getValue() instanceof ObjectNode named) {
                ObjectNode schemas = copy.putObject(name);
                named.properties().forEach(property -> {
                    inlinedCharacters += within.size() > 1 ? property.getKey().length() : 0;
                    schemas.set(property.getKey(), node(property.getValue(), within));
                });
            } else if (VALUES.contains(name)) {
                copy.set(name, value(field.getValue(), within));
            } else if (!DEFINITIONS.contains(name)) {
                copy.set(name, node(field.getValue(), within));
            }
        });
        return copy;
    }

    private JsonNode node(JsonNode node, Set<String> within) {
        return switch (node) {
            case ObjectNode schema -> schema(schema, within);
            case ArrayNode list -> {
                ArrayNode copy = NODES.arrayNode();
                list.forEach(element -> copy.add(node(element, within)));
                yield copy;
            }
            default -> value(node, within);
        };
    }

    private JsonNode value(JsonNode value, Set<String> within) {
        inlinedCharacters += within.size() > 1 ? value.toString().length() : 0;
        return value;
    }

    /** What a reference refers to, with the fields that are next to the reference, such as a description. */
    private ObjectNode referred(ObjectNode reference, Set<String> within) {
        String path = reference.path(REFERENCE).textValue();
        ObjectNode target = target(path);
        ObjectNode merged = NODES.objectNode();
        merged.setAll(target);
        reference.properties().stream()
                .filter(field -> !field.getKey().equals(REFERENCE))
                .forEach(field -> merged.set(field.getKey(), field.getValue()));
        boolean ends = within.size() > MAX_NESTED || inlinedCharacters > MAX_INLINED_CHARACTERS;
        if (ends || within.contains(path)) {
            return merged.retain("type", "description");
        }
        Set<String> deeper = new HashSet<>(within);
        deeper.add(path);
        return schema(merged, deeper);
    }

    /** An empty schema, which allows any value, where the reference leads nowhere. */
    private ObjectNode target(String path) {
        JsonNode target = path.startsWith("#/") ? root.at(path.substring(1)) : path.equals(ROOT) ? root : null;
        return target instanceof ObjectNode schema ? schema : NODES.objectNode();
    }
}
