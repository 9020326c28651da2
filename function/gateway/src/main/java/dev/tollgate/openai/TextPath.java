package dev.tollgate.openai;

import org.jspecify.annotations.Nullable;

/**
 * Where a text is in a request, as an error names it: {@code messages[3].content}.
 *
 * @param step the last part of it
 */
public record TextPath(@Nullable TextPath parent, String step) {

    /** The path of a field of the request itself. */
    public static TextPath of(String field) {
        return new TextPath(null, field);
    }

    /** The path of a field of what is here. */
    TextPath field(String name) {
        return new TextPath(this, "." + name);
    }

    /** The path of an element of the list that is here. */
    TextPath element(int index) {
        return new TextPath(this, "[" + index + "]");
    }

    @Override
    public String toString() {
        return parent == null ? step : parent + step;
    }
}
