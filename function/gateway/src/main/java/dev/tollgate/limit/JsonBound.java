package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** The most tokens that JSON can have in a prompt. */
final class JsonBound {
    /** Quotation marks, colon, comma, line break and indentation around a value in JSON. */
    static final int PER_VALUE = 8;

    private JsonBound() {}

    /** The most tokens of a field with this value. */
    static long field(String name, @Nullable JsonNode value) {
        return PER_VALUE + TextBound.quoted(name) + (value == null ? 0 : text(value));
    }

    /** The most tokens of a value. */
    static long text(JsonNode value) {
        if (value.isObject()) {
            return PER_VALUE
                    + value.propertyStream()
                            .mapToLong(field -> field(field.getKey(), field.getValue()))
                            .sum();
        }
        if (value.isArray()) {
            return PER_VALUE + value.valueStream().mapToLong(JsonBound::text).sum();
        }
        return PER_VALUE + TextBound.quoted(value.asText());
    }

    /** How many values may be addresses of images. */
    static long links(JsonNode value) {
        if (value.isContainerNode()) {
            return value.valueStream().mapToLong(JsonBound::links).sum();
        }
        String link = value.asText();
        return link.startsWith("http") || link.startsWith("data:") ? 1 : 0;
    }
}
