package dev.tollgate.guardrail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The values that one call has masked, and their placeholders. They are in the memory of the call and nowhere else. Numbers follow
 * the order in which values first occur, so that they stay the same while a conversation grows. For one thread at a time.
 */
public final class PlaceholderMap {
    private final Map<String, Numbered> byLabel = new HashMap<>();

    /** The values under one label: the number of each, and the value of each number from 1 on. */
    private record Numbered(Map<String, Integer> numbers, List<String> values) {}

    /** Whether nothing is masked. */
    public boolean isEmpty() {
        return byLabel.isEmpty();
    }

    /** The labels in use, in upper case. */
    Set<String> labels() {
        return byLabel.keySet();
    }

    /** The placeholder of a value in text: {@code <EMAIL_1>}. */
    String text(String label, String value) {
        return "<" + label + "_" + number(label, value) + ">";
    }

    /** The placeholder of a value in a name, in which only letters, digits, {@code _} and {@code -} may occur: {@code __EMAIL_1__}. */
    String name(String label, String value) {
        return "__" + label + "_" + number(label, value) + "__";
    }

    /**
     * The value behind a placeholder; empty for what only looks like one.
     *
     * @param label in upper case
     */
    Optional<String> value(String label, int number) {
        Numbered numbered = byLabel.get(label);
        return numbered == null || number < 1 || number > numbered.values().size()
                ? Optional.empty()
                : Optional.of(numbered.values().get(number - 1));
    }

    private int number(String label, String value) {
        Numbered numbered = byLabel.computeIfAbsent(label, _ -> new Numbered(new HashMap<>(), new ArrayList<>()));
        return numbered.numbers().computeIfAbsent(value, masked -> {
            numbered.values().add(masked);
            return numbered.values().size();
        });
    }

    /** Never shows a value. */
    @Override
    public String toString() {
        return "PlaceholderMap" + byLabel.keySet();
    }
}
