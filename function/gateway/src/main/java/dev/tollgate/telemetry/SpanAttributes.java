package dev.tollgate.telemetry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Attributes by name, in their order. A value is text, a whole number, a number, a truth value or a list of texts; absent ones are left out. */
final class SpanAttributes {
    private static final int MOST_CHARACTERS = 256;

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a text, cut to a bounded length: some are a client's. */
    SpanAttributes put(String name, @Nullable String value) {
        return add(
                name, value == null || value.length() <= MOST_CHARACTERS ? value : value.substring(0, MOST_CHARACTERS));
    }

    SpanAttributes put(String name, @Nullable Long value) {
        return add(name, value);
    }

    SpanAttributes put(String name, @Nullable Double value) {
        return add(name, value);
    }

    SpanAttributes put(String name, boolean value) {
        return add(name, value);
    }

    /** Adds a list, unless it is empty. */
    SpanAttributes put(String name, List<String> value) {
        return add(name, value.isEmpty() ? null : value);
    }

    /** Adds a count, unless it is 0. */
    SpanAttributes count(String name, long value) {
        return add(name, value == 0 ? null : value);
    }

    private SpanAttributes add(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    void forEach(BiConsumer<String, Object> consumer) {
        values.forEach(consumer);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SpanAttributes attributes && attributes.values.equals(values);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
