package dev.tollgate.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * YAML as an editor shows it to a schema: by the core schema of YAML 1.2 (https://yaml.org/spec/1.2.2/#103-core-schema),
 * whereas the reader goes by YAML 1.1. So {@code yes}, {@code 1_000} and dates are text here.
 */
final class EditorYaml {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?");

    private final ManifestProblems problems = new ManifestProblems("f.yaml");

    private EditorYaml() {}

    /** Throws {@link ManifestException} for what an editor's own parser underlines. */
    static JsonNode json(String yaml) {
        EditorYaml editor = new EditorYaml();
        JsonNode json = editor.json(YamlText.parse(yaml, editor.problems));
        editor.problems.throwIfAny();
        return json;
    }

    private JsonNode json(Node node) {
        return switch (node) {
            case MappingNode mapping -> object(mapping);
            case SequenceNode sequence -> array(sequence);
            case ScalarNode scalar when scalar.isPlain() -> plain(scalar.getValue());
            case ScalarNode quoted -> JSON.textNode(quoted.getValue());
            default -> throw new IllegalArgumentException("no node of JSON: " + node);
        };
    }

    private ObjectNode object(MappingNode mapping) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.error(0, "", "a name that is no text");
            } else if (object.has(key.getValue())) {
                problems.error(0, "", "a name that is there twice");
            } else {
                object.set(key.getValue(), json(entry.getValueNode()));
            }
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence) {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(element -> array.add(json(element)));
        return array;
    }

    private static JsonNode plain(String text) {
        if (NOTHING.matcher(text).matches()) {
            return JSON.nullNode();
        }
        if (TRUE.matcher(text).matches() || FALSE.matcher(text).matches()) {
            return JSON.booleanNode(TRUE.matcher(text).matches());
        }
        if (WHOLE.matcher(text).matches()) {
            return JSON.numberNode(new BigInteger(text));
        }
        return DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }
}
