package dev.tollgate.setup;

import dev.tollgate.provider.ModelTraits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a provider's {@code models}: what is known of each. */
final class TraitSection {
    private static final Set<String> FIELDS = Set.of("vision", "files", "tools", "json_schema", "context", "regions");
    private static final int MOST_TOKENS = 100_000_000;

    private TraitSection() {}

    static Map<String, ModelTraits> read(Map<String, Value> section) {
        Map<String, ModelTraits> models = new LinkedHashMap<>();
        section.forEach((model, value) -> {
            Names.checkModel(model, value);
            models.put(model, readOne(value));
        });
        return models;
    }

    private static ModelTraits readOne(Value value) {
        Fields fields = Fields.of(value, FIELDS, Set.of());
        return new ModelTraits(
                flag(fields, "vision"),
                flag(fields, "files"),
                flag(fields, "tools"),
                flag(fields, "json_schema"),
                fields.find("context").flatMap(TraitSection::tokens).orElse(null),
                fields.find("regions").map(RequirementSection::regions).orElse(Set.of()));
    }

    private static Boolean flag(Fields fields, String name) {
        return fields.find(name).flatMap(Value::flag).orElse(null);
    }

    private static Optional<Integer> tokens(Value value) {
        Optional<Long> tokens = value.count();
        if (tokens.filter(number -> number > MOST_TOKENS).isPresent()) {
            value.error("expected at most " + MOST_TOKENS + " tokens, got " + tokens.get());
            return Optional.empty();
        }
        return tokens.map(Math::toIntExact);
    }
}
