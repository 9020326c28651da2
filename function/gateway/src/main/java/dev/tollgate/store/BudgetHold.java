package dev.tollgate.store;

import dev.tollgate.parse.NumberParser;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Marks in a budget's counter that a call holds its reservation, or no longer does: an attribute for each place in the journal,
 * whose value is the number of the call, or its negative.
 *
 * @param place its name has letters and digits only
 */
record BudgetHold(String place, long number) {
    private static final String PREFIX = "h_";
    private static final char SEPARATOR = '.';

    /** The hold that {@link #text} names. */
    static BudgetHold read(String text) {
        int separator = text.indexOf(SEPARATOR);
        long number = NumberParser.whole(text.substring(separator + 1), 0L, Long.MAX_VALUE)
                .orElseThrow(() -> new IllegalArgumentException("not the name of a hold: " + text));
        return new BudgetHold(text.substring(0, separator), number);
    }

    /** A name of it, to be kept. */
    String text() {
        return place + SEPARATOR + number;
    }

    String attribute() {
        return PREFIX + place;
    }

    /** Whether the call holds its reservation. */
    boolean in(Map<String, AttributeValue> counter) {
        return ItemReader.numberOrZero(counter, attribute()) == number;
    }

    /** Whether the call held it, or was refused, and holds it no more. */
    boolean isOverIn(Map<String, AttributeValue> counter) {
        return ItemReader.numberOrZero(counter, attribute()) == -number;
    }

    /** The marks of other calls in this counter that ended before a number. */
    Stream<String> outlived(Map<String, AttributeValue> counter, long before) {
        return counter.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !name.equals(attribute()))
                .filter(name -> {
                    long ended = -ItemReader.number(counter, name);
                    return ended > 0 && ended < before;
                });
    }
}
