package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Checks that all kinds have in common; the words for a violation differ from kind to kind. */
final class JsonRules {
    private final Function<String, ApiViolation> refusal;

    /** Rules whose violations this function makes from a message. */
    JsonRules(Function<String, ApiViolation> refusal) {
        this.refusal = refusal;
    }

    /** Fails with this message. */
    void require(boolean holds, String message) {
        if (!holds) {
            throw refusal.apply(message);
        }
    }

    /** Fails where the object has another field; {@code %s} in the message means that field. */
    void onlyFields(JsonNode object, Set<String> allowed, String message) {
        for (String field : names(object)) {
            require(allowed.contains(field), message.replace("%s", field));
        }
    }

    /** Fails where the text does not match as a whole. */
    void matches(String text, Pattern pattern, String message) {
        require(pattern.matcher(text).matches(), message);
    }

    /** The names of an object's fields. */
    static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The elements of an array. */
    static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>();
        array.forEach(list::add);
        return list;
    }
}
