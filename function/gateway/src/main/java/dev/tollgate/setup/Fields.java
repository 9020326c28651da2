package dev.tollgate.setup;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of one mapping. A field that nobody reads would be a setting that silently does nothing, so each one that
 * is not known is reported.
 */
final class Fields {
    private final Value owner;
    private final Map<String, Value> values;

    private Fields(Value owner, Map<String, Value> values) {
        this.owner = owner;
        this.values = values;
    }

    /**
     * The fields of a value that should be a mapping.
     *
     * @param known the fields that count
     * @param planned fields of the design that this version cannot honour yet
     */
    static Fields of(Value owner, Set<String> known, Set<String> planned) {
        Map<String, Value> values = owner.entries();
        values.forEach((name, value) -> {
            if (planned.contains(name)) {
                value.error("not supported yet");
            } else if (!known.contains(name)) {
                value.error("unknown field; known here: " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return new Fields(owner, values);
    }

    Optional<Value> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A field that must be there. */
    Optional<Value> require(String name, String expected) {
        Optional<Value> value = find(name);
        if (value.isEmpty() && owner.isMapping()) {
            owner.error("expected the field " + name + " (" + expected + "), got none");
        }
        return value;
    }

    /** The entries of a part of the file that may be left out, or be empty. */
    Map<String, Value> section(String name) {
        return find(name)
                .filter(section -> !section.isEmpty())
                .map(Value::entries)
                .orElse(Map.of());
    }
}
