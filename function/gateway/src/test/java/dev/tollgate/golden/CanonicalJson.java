package dev.tollgate.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import dev.tollgate.openai.JsonCodec;

/** JSON as comparable text: fields in order of name, numbers to the digit, so that 1.10 is not 1.1. */
final class CanonicalJson {
    private static final ObjectWriter SORTED =
            JsonCodec.mapper().writerWithDefaultPrettyPrinter().with(JsonNodeFeature.WRITE_PROPERTIES_SORTED);
    private static final ObjectWriter PRETTY = JsonCodec.mapper().writerWithDefaultPrettyPrinter();

    private CanonicalJson() {}

    static String text(JsonNode tree) {
        return write(SORTED, tree);
    }

    static String text(Object document) {
        return text(JsonCodec.mapper().<JsonNode>valueToTree(document));
    }

    /** For people, and in the order in which it came. */
    static String pretty(Object document) {
        return write(PRETTY, document) + "\n";
    }

    private static String write(ObjectWriter writer, Object document) {
        try {
            return writer.writeValueAsString(document);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
