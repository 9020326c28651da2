package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.openai.MaxPrice;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The known facts about providers and models, and the requirements of aliases and keys. */
class RequirementRulesTest {
    private static final ManifestRules RULES =
            new ManifestRules(Set.of("openai"), true, Map.<String, String>of()::get, List.of());

    @Test
    void theFactsAboutAProviderAndItsModelsAreRead() {
        Provider provider = read("""
            providers:
              p:
                kind: openai
                base_url: http://127.0.0.1/v1
                regions: [eu, ch]
                no_training: true
                zero_retention: true
                models:
                  org/small: { vision: false, files: no, tools: true, json_schema: false, context: 32_000 }
                  large: { regions: [us] }
            """).table().providers().get("p");

        assertThat(provider.dataTerms()).isEqualTo(new DataTerms(Set.of("eu", "ch"), true, true));
        assertThat(provider.models())
                .isEqualTo(Map.of(
                        "org/small", new ModelTraits(false, false, true, false, 32_000, null, null),
                        "large", new ModelTraits(null, null, null, null, null, null, Set.of("us"))));
        assertThat(provider.terms("large")).isEqualTo(new DataTerms(Set.of("us"), true, true));
    }

    @Test
    void theRequirementsOfAnAliasAndAKeyAreRead() {
        ManifestPlan plan = read("""
            providers: { p: { kind: openai, base_url: http://127.0.0.1/v1, regions: [eu] } }
            aliases: { a: { targets: [ { model: p/x } ], require: { regions: [eu], max_price: { output: 8.5 } } } }
            keys: { k: { secret: s-1, require: { no_training: true, zero_retention: true, max_price: 2 } } }
            """);

        assertThat(plan.table().aliases().get("a").require())
                .isEqualTo(
                        new RoutingRequirements(Set.of("eu"), false, false, new MaxPrice(null, new BigDecimal("8.5"))));
        assertThat(plan.keys())
                .extracting(ApiKey::require)
                .containsExactly(new RoutingRequirements(
                        Set.of(), true, true, new MaxPrice(new BigDecimal("2"), new BigDecimal("2"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        regions: []                             | providers.p.regions
        regions: eu                             | providers.p.regions
        regions: [ EU ]                         | providers.p.regions[0]
        no_training: sometimes                  | providers.p.no_training
        models: { m: { context: 0 } }           | providers.p.models.m.context
        models: { m: { context: 100000001 } } | providers.p.models.m.context
        models: { m: { context: -1 } }          | providers.p.models.m.context
        models: { m: { sight: true } }          | providers.p.models.m.sight
        models: { m: { tools: maybe } }         | providers.p.models.m.tools
        models: { "m m": { tools: true } }      | providers.p.models.m m
        """)
    void anInvalidFactAboutAProviderIsReportedWithItsPath(String field, String path) {
        assertReported("providers: { p: { kind: openai, base_url: http://127.0.0.1/v1, " + field + " } }", path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        { regions: [] }                         | .regions
        { regions: [ eu ] }                     | -
        { no_training: true }                   | -
        { zero_retention: 1 }                   | .zero_retention
        { country: de }                         | .country
        { max_price: cheap }                    | .max_price
        { max_price: {} }                       | .max_price
        { max_price: { input: -1 } }            | .max_price.input
        { max_price: { prompt: 1 } }            | .max_price.prompt
        eu                                      | -
        """)
    void anInvalidRequirementOrOneThatNoTargetMeetsIsReported(String require, String field) {
        assertReported("""
            providers: { p: { kind: openai, base_url: http://127.0.0.1/v1, regions: [eu, us] } }
            aliases: { a: { targets: [ { model: p/x }, { model: groq/y } ], require: %s } }
            """.formatted(require), "aliases.a.require" + (field.equals("-") ? "" : field));
    }

    private static void assertReported(String file, String path) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOfSatisfying(ManifestException.class, failure -> assertThat(failure.problems())
                        .extracting(ManifestProblem::path)
                        .contains(path));
    }

    private static ManifestPlan read(String file) {
        return new CheckedReader(RULES).read("tollgate.yaml", file).plan();
    }
}
