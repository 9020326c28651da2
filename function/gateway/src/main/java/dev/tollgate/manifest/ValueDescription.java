package dev.tollgate.manifest;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Describes a value in an error message. */
final class ValueDescription {
    private static final int LONGEST = 80;

    private ValueDescription() {}

    /** The value itself if it is a scalar, in quotes if YAML reads it as text. */
    static String shown(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            return shape(node);
        }
        String value = scalar.getValue();
        return scalar.getTag().equals(Tag.STR) ? quoted(value) : value;
    }

    /** The type of the value only, because the value itself may be a secret. */
    static String shape(Node node) {
        return switch (node) {
            case MappingNode _ -> "a mapping";
            case SequenceNode _ -> "a list";
            case ScalarNode scalar -> shape(scalar.getTag());
            default -> "something else";
        };
    }

    /** The text in quotes, without control characters and shortened to one line. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return '"' + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + '"';
    }

    private static String shape(Tag tag) {
        if (tag.equals(Tag.NULL)) {
            return "nothing";
        }
        if (tag.equals(Tag.STR)) {
            return "text in another format";
        }
        return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? "a number" : "a value that is not text";
    }
}
