package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.limit.RateLimits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitSectionTest {
    private static final String ALIAS = "aliases: { smart: { targets: [ { model: openai/gpt-5 } ] } }\n";

    @Test
    void aKeyAndSingleModelsHaveLimitsAndShards() {
        RateLimits limits = limits("""
                requests_per_minute: 6000
                concurrent: 500
                shards: 4
                models:
                  smart: { requests_per_minute: 60, concurrent: 2 }
                  openai/gpt-5: { tokens_per_minute: 1_000_000, shards: 2 }
                """);

        assertThat(limits)
                .isEqualTo(new RateLimits(
                        6000L,
                        null,
                        500L,
                        4,
                        Map.of(
                                "smart", new RateLimits(60L, null, 2L),
                                "openai/gpt-5", new RateLimits(null, 1_000_000L, null, 2))));
    }

    @Test
    void oneShardIsTheDefault() {
        assertThat(limits("{ concurrent: 5, shards: 1 }")).isEqualTo(new RateLimits(null, null, 5L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ concurrent: 3, shards: 4 } | .concurrent: expected at least 1 for each of the 4 shards, got 3",
                "{ concurrent: 300, shards: 101 } | .shards: expected at most 100 shards, got 101",
                "{ shards: 0 } | .shards: expected a whole number from 1, got 0",
                "{ models: { nope: { concurrent: 1 } } } | .models.nope: expected an alias, or provider/model, as the name, got \"nope\"",
                "{ models: { smart: { models: { smart: {} } } } } | .models.smart.models: unknown field; known here: concurrent, requests_per_minute, shards, tokens_per_minute",
                "{ models: { smart: 5 } } | .models.smart: expected a mapping, got 5",
                "{ models: [ smart ] } | .models: expected a mapping, got a list",
            })
    void mistakesAreReportedWithTheirField(String limits, String problem) {
        assertThat(catchThrowableOfType(ManifestException.class, () -> limits(limits)))
                .hasMessageContaining("keys.k.limits" + problem);
    }

    private static RateLimits limits(String yaml) {
        ManifestRules rules = new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of());
        String key = "keys:\n  k:\n    secret: s\n    limits:\n" + yaml.indent(6);
        return new CheckedReader(rules)
                .read("f.yaml", ALIAS + key)
                .plan()
                .keys()
                .getFirst()
                .limits();
    }
}
