package dev.tollgate.manifest;

import dev.tollgate.provider.ModelTraits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a provider's {@code models}: the known facts about each model. */
final class TraitSection {
    private static final Set<String> FIELDS =
            Set.of("vision", "files", "tools", "json_schema", "context", "max_output", "regions");
    private static final int MOST_TOKENS = 100_000_000;

    private TraitSection() {}

    static Map<String, ModelTraits> read(Map<String, YamlValue> section) {
        Map<String, ModelTraits> models = new LinkedHashMap<>();
        section.forEach((model, value) -> {
            NameRules.checkModel(model, value);
            models.put(model, readOne(value));
        });
        return models;
    }

    private static ModelTraits readOne(YamlValue value) {
        MappingFields fields = MappingFields.of(value, FIELDS, Set.of());
        return new ModelTraits(
                flag(fields, "vision"),
                flag(fields, "files"),
                flag(fields, "tools"),
                flag(fields, "json_schema"),
                fields.find("context").flatMap(TraitSection::tokens).orElse(null),
                fields.find("max_output").flatMap(TraitSection::tokens).orElse(null),
                fields.find("regions").map(RequirementSection::regions).orElse(Set.of()));
    }

    private static @Nullable Boolean flag(MappingFields fields, String name) {
        return fields.find(name).flatMap(YamlValue::flag).orElse(null);
    }

    private static Optional<Integer> tokens(YamlValue value) {
        Optional<Long> tokens = value.count();
        if (tokens.filter(number -> number > MOST_TOKENS).isPresent()) {
            value.error("expected at most " + MOST_TOKENS + " tokens, got " + tokens.get());
            return Optional.empty();
        }
        return tokens.map(Math::toIntExact);
    }
}
