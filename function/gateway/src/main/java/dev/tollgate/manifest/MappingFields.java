package dev.tollgate.manifest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The fields of one mapping. It reports each unknown field, which would otherwise be a setting without effect. */
final class MappingFields {
    private final YamlValue owner;
    private final Map<String, YamlValue> values;

    private MappingFields(YamlValue owner, Map<String, YamlValue> values) {
        this.owner = owner;
        this.values = values;
    }

    /**
     * The fields of a value that should be a mapping.
     *
     * @param known the fields that this version supports
     * @param planned the fields that only a later version will support
     */
    static MappingFields of(YamlValue owner, Set<String> known, Set<String> planned) {
        Map<String, YamlValue> values = owner.entries();
        values.forEach((name, value) -> {
            if (planned.contains(name)) {
                value.error("not supported yet");
            } else if (!known.contains(name)) {
                value.error("unknown field; known here: " + String.join(", ", new TreeSet<>(known)));
            }
        });
        return new MappingFields(owner, values);
    }

    Optional<YamlValue> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Finds a field, and reports an error if it is missing. */
    Optional<YamlValue> require(String name, String expected) {
        Optional<YamlValue> value = find(name);
        if (value.isEmpty() && owner.isMapping()) {
            owner.error("expected the field " + name + " (" + expected + "), got none");
        }
        return value;
    }

    /** The entries of a section that may be missing or empty. */
    Map<String, YamlValue> section(String name) {
        return find(name)
                .filter(section -> !section.isEmpty())
                .map(YamlValue::entries)
                .orElse(Map.of());
    }
}
