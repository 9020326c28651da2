package dev.tollgate.manifest;

import dev.tollgate.auth.KeyRateLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a key's {@code limits}, and in them those of single models. */
final class LimitSection {
    private static final Set<String> OF_MODELS =
            Set.of("requests_per_minute", "tokens_per_minute", "concurrent", "shards");
    private static final Set<String> OF_KEYS =
            Set.of("requests_per_minute", "tokens_per_minute", "concurrent", "shards", "models");

    private LimitSection() {}

    /** What is limited; nothing where the section is empty. */
    static KeyRateLimits read(YamlValue value, PlanBuilder planBuilder) {
        MappingFields fields = MappingFields.of(value, OF_KEYS, Set.of());
        return keyRateLimits(
                fields,
                fields.find("models").map(models -> models(models, planBuilder)).orElse(Map.of()));
    }

    /** Limits of a name that nobody can ask for would limit nothing. */
    private static Map<String, KeyRateLimits> models(YamlValue value, PlanBuilder planBuilder) {
        Map<String, KeyRateLimits> models = new LinkedHashMap<>();
        value.entries().forEach((name, limits) -> {
            if (planBuilder.serves(name)) {
                models.put(name, keyRateLimits(MappingFields.of(limits, OF_MODELS, Set.of()), Map.of()));
            } else {
                limits.error("expected an alias, or provider/model, as the name, got " + ValueDescription.quoted(name));
            }
        });
        return models;
    }

    private static KeyRateLimits keyRateLimits(MappingFields fields, Map<String, KeyRateLimits> models) {
        int shards = fields.find("shards").flatMap(BudgetSection::shards).orElse(1);
        return new KeyRateLimits(
                limit(fields, "requests_per_minute", shards),
                limit(fields, "tokens_per_minute", shards),
                limit(fields, "concurrent", shards),
                shards,
                models);
    }

    /** Each counter has to have a part of it. */
    private static Long limit(MappingFields fields, String name, int shards) {
        Optional<YamlValue> field = fields.find(name);
        Optional<Long> limit = field.flatMap(YamlValue::count);
        limit.filter(most -> most < shards).ifPresent(most -> field.get()
                .error("expected at least 1 for each of the " + shards + " shards, got " + most));
        return limit.filter(most -> most >= shards).orElse(null);
    }
}
