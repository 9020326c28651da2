package dev.tollgate.dynamodb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A part of a CloudFormation template. It is read from YAML's nodes and not as objects, because {@code !Sub} and the
 * other functions are tags that YAML readers refuse.
 */
record Template(Node node) {

    Template get(String key) {
        Template value = fields().get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " at" + node.getStartMark());
        }
        return value;
    }

    boolean has(String key) {
        return fields().containsKey(key);
    }

    Map<String, Template> fields() {
        if (!(node instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("expected a mapping at" + node.getStartMark());
        }
        Map<String, Template> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            fields.put(new Template(tuple.getKeyNode()).text(), new Template(tuple.getValueNode()));
        }
        return fields;
    }

    List<Template> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            throw new IllegalArgumentException("expected a list at" + node.getStartMark());
        }
        List<Template> elements = new ArrayList<>();
        sequence.getValue().forEach(element -> elements.add(new Template(element)));
        return elements;
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw new IllegalArgumentException("expected a value at" + node.getStartMark());
        }
        return scalar.getValue();
    }
}
