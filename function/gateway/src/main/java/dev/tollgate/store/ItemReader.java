package dev.tollgate.store;

import dev.tollgate.parse.NumberParser;
import dev.tollgate.parse.TimeParser;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads the attributes of DynamoDB items. */
final class ItemReader {
    private static final AttributeValue MISSING = AttributeValue.fromNul(true);

    private ItemReader() {}

    /** Throws IllegalArgumentException if the item has no such attribute. */
    static AttributeValue required(Map<String, AttributeValue> item, String name) {
        return present(name, item.get(name));
    }

    /** Throws IllegalArgumentException if the item has no such text. */
    static String text(Map<String, AttributeValue> item, String name) {
        return present(name, textOrNull(item, name));
    }

    static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    static String textOrEmpty(Map<String, AttributeValue> item, String name) {
        String text = textOrNull(item, name);
        return text == null ? "" : text;
    }

    /** Throws IllegalArgumentException if the item has no such number. */
    static long number(Map<String, AttributeValue> item, String name) {
        return number(name, present(name, attribute(item, name).n()));
    }

    static long numberOrZero(Map<String, AttributeValue> item, String name) {
        String number = attribute(item, name).n();
        return number == null ? 0 : number(name, number);
    }

    /** Throws IllegalArgumentException if the item has no such point in time. */
    static Instant instant(Map<String, AttributeValue> item, String name) {
        return present(name, TimeParser.instant(textOrNull(item, name)).orElse(null));
    }

    /** Throws IllegalArgumentException if the item has no such day. */
    static LocalDate day(Map<String, AttributeValue> item, String name) {
        return present(name, TimeParser.day(textOrNull(item, name)).orElse(null));
    }

    /** Whether the attribute is true; a missing one is false. */
    static boolean flag(Map<String, AttributeValue> item, String name) {
        return Boolean.TRUE.equals(attribute(item, name).bool());
    }

    /** Other programs can write numbers that no {@code long} holds. */
    private static long number(String name, String digits) {
        return NumberParser.whole(digits, Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseThrow(() -> new IllegalArgumentException("its attribute " + name + " is not a whole number"));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, MISSING);
    }

    private static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("it has no attribute " + name + " of its type");
        }
        return value;
    }
}
