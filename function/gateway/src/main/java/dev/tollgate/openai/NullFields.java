package dev.tollgate.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes fields that are null from tools and formats, at any depth: typed clients write all fields that they know, and providers refuse
 * {@code "strict": null}. Where null is a value of a JSON schema, it stays.
 */
final class NullFields {
    private static final Set<String> VALUES = Set.of("const", "default", "enum", "example", "examples");

    private NullFields() {}

    /** The tool without them; an equal one if it has none. */
    static Tool without(Tool tool) {
        Tool.Function function = tool.function();
        return new Tool(tool.type(), function == null ? null : without(function), without(tool.extra()));
    }

    private static Tool.Function without(Tool.Function function) {
        return new Tool.Function(
                function.name(), function.description(), without(function.parameters()), without(function.extra()));
    }

    /** The value without them; null if it is null itself. */
    static @Nullable JsonNode without(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : cleaned(value, false);
    }

    private static Map<String, JsonNode> without(Map<String, JsonNode> fields) {
        Map<String, JsonNode> others = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!value.isNull()) {
                others.put(name, cleaned(value, false));
            }
        });
        return others;
    }

    /**
     * A copy without them.
     *
     * @param named whether the fields are properties by name, one of which may have the name of a keyword
     */
    private static JsonNode cleaned(JsonNode node, boolean named) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode cleaned = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> {
                    String name = field.getKey();
                    if (VALUES.contains(name) && !named) {
                        cleaned.set(name, field.getValue());
                    } else if (!field.getValue().isNull()) {
                        cleaned.set(name, cleaned(field.getValue(), name.equals("properties") && !named));
                    }
                });
                yield cleaned;
            }
            case ArrayNode array -> {
                ArrayNode cleaned = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> cleaned.add(cleaned(element, false)));
                yield cleaned;
            }
            default -> node;
        };
    }
}
