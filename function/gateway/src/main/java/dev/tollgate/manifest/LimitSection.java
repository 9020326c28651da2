package dev.tollgate.manifest;

import dev.tollgate.limit.RateLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a key's {@code limits}, including those for single models. */
final class LimitSection {
    private static final Set<String> OF_MODELS =
            Set.of("requests_per_minute", "tokens_per_minute", "concurrent", "shards");
    private static final Set<String> OF_KEYS =
            Set.of("requests_per_minute", "tokens_per_minute", "concurrent", "shards", "models");

    private LimitSection() {}

    /** The key's limits; without any field, the key is unlimited. */
    static RateLimits read(YamlValue value, PlanBuilder builder) {
        MappingFields fields = MappingFields.of(value, OF_KEYS, Set.of());
        return rateLimits(
                fields,
                fields.find("models").map(models -> models(models, builder)).orElse(Map.of()));
    }

    /** Rejects names that no request can use, because their limits would have no effect. */
    private static Map<String, RateLimits> models(YamlValue value, PlanBuilder builder) {
        Map<String, RateLimits> models = new LinkedHashMap<>();
        value.entries().forEach((name, limits) -> {
            if (builder.serves(name)) {
                models.put(name, rateLimits(MappingFields.of(limits, OF_MODELS, Set.of()), Map.of()));
            } else {
                limits.error("expected an alias, or provider/model, as the name, got " + ValueDescription.quoted(name));
            }
        });
        return models;
    }

    private static RateLimits rateLimits(MappingFields fields, Map<String, RateLimits> models) {
        int shards = fields.find("shards").flatMap(BudgetSection::shards).orElse(1);
        return new RateLimits(
                limit(fields, "requests_per_minute", shards),
                limit(fields, "tokens_per_minute", shards),
                limit(fields, "concurrent", shards),
                shards,
                models);
    }

    /** The limit is split between the shards, so it must be at least 1 for each of them. */
    private static @Nullable Long limit(MappingFields fields, String name, int shards) {
        Optional<YamlValue> field = fields.find(name);
        Optional<Long> limit = field.flatMap(YamlValue::count);
        limit.filter(most -> most < shards).ifPresent(most -> field.get()
                .error("expected at least 1 for each of the " + shards + " shards, got " + most));
        return limit.filter(most -> most >= shards).orElse(null);
    }
}
