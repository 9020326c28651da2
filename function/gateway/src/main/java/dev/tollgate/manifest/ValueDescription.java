package dev.tollgate.manifest;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Words for what was found where something else was expected. */
final class ValueDescription {
    private static final int LONGEST = 80;

    private ValueDescription() {}

    /** The value itself where it is a short one, in quotes where YAML takes it for text. */
    static String shown(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            return shape(node);
        }
        String value = scalar.getValue();
        return scalar.getTag().equals(Tag.STR) ? quoted(value) : value;
    }

    /** Only what sort of value it is: for what may be a secret. */
    static String shape(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar -> shape(scalar.getTag());
            default -> "something else";
        };
    }

    /** On one line, and not longer than one. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + '"';
    }

    private static String shape(Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        if (tag.equals(Tag.STR)) {
            return "text of another form";
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? "a number" : "a value that is no text";
    }
}
