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
 * A node of a CloudFormation template. It reads YAML nodes and not objects, because YAML readers reject the tags of
 * CloudFormation's functions, such as {@code !Sub}.
 */
record CloudFormationTemplate(Node node) {

    CloudFormationTemplate get(String key) {
        CloudFormationTemplate value = fields().get(key);
        if (value == null) {
            throw new IllegalArgumentException("no " + key + " at" + node.getStartMark());
        }
        return value;
    }

    boolean has(String key) {
        return fields().containsKey(key);
    }

    Map<String, CloudFormationTemplate> fields() {
        if (!(node instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("expected a mapping at" + node.getStartMark());
        }
        Map<String, CloudFormationTemplate> fields = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            fields.put(
                    new CloudFormationTemplate(tuple.getKeyNode()).text(),
                    new CloudFormationTemplate(tuple.getValueNode()));
        }
        return fields;
    }

    List<CloudFormationTemplate> elements() {
        if (!(node instanceof SequenceNode sequence)) {
            throw new IllegalArgumentException("expected a list at" + node.getStartMark());
        }
        List<CloudFormationTemplate> elements = new ArrayList<>();
        sequence.getValue().forEach(element -> elements.add(new CloudFormationTemplate(element)));
        return elements;
    }

    String text() {
        if (!(node instanceof ScalarNode scalar)) {
            throw new IllegalArgumentException("expected a value at" + node.getStartMark());
        }
        return scalar.getValue();
    }
}
