package dev.tollgate.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.parse.NumberParser;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a single YAML document as JSON, for a part of a {@code tollgate.yaml} that somebody types or sends. */
public final class YamlDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Set<Tag> NUMBERS = Set.of(Tag.INT, Tag.FLOAT);

    private YamlDocument() {}

    /**
     * The document.
     *
     * @param name for messages
     * @throws ManifestException if it is no YAML, or more than one document
     */
    public static JsonNode json(String name, String text) {
        return json(YamlText.parse(text, new ManifestProblems(name)));
    }

    private static JsonNode json(Node node) {
        return switch (node) {
            case MappingNode mapping -> object(mapping.getValue());
            case SequenceNode sequence -> {
                ArrayNode list = JSON.arrayNode();
                sequence.getValue().forEach(element -> list.add(json(element)));
                yield list;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> JSON.nullNode();
        };
    }

    private static ObjectNode object(List<NodeTuple> fields) {
        ObjectNode object = JSON.objectNode();
        fields.forEach(field -> object.set(
                field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "", json(field.getValueNode())));
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (NUMBERS.contains(scalar.getTag())) {
            return NumberParser.decimal(text)
                    .map(number -> (JsonNode) JSON.numberNode(number))
                    .orElseGet(() -> JSON.textNode(text));
        }
        // YAML 1.1 knows other words for it, which a tollgate.yaml does not.
        return scalar.getTag().equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))
                ? JSON.booleanNode(text.equals("true"))
                : JSON.textNode(text);
    }
}
