package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.ContentPolicy.OwnDetector;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ResponseStatePolicy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicySectionTest {
    private static final CheckedReader READER =
            new CheckedReader(new ManifestRules(Set.of("openai"), true, name -> null, List.of()));

    @Test
    void aPolicyNamesDetectorsAndWhatHappensToWhatTheyFind() {
        ManifestPlan plan = READER.read("f.yaml", """
                        policies:
                          personal-data:
                            prompts: { email: mask, ticket: flag }
                            answers: { email: redact, projects: deny }
                            phone_regions: [DE, AT]
                            detectors:
                              ticket: { pattern: 'TICKET-[0-9]{4,}' }
                              projects: { words: [Bluebird, Falcon] }
                        """).plan();

        assertThat(plan.policies())
                .containsExactly(new ContentPolicy(
                        "personal-data",
                        Map.of("email", PolicyAction.MASK, "ticket", PolicyAction.FLAG),
                        Map.of("email", PolicyAction.REDACT, "projects", PolicyAction.DENY),
                        Set.of("AT", "DE"),
                        Map.of(
                                "ticket", new OwnDetector("TICKET-[0-9]{4,}", List.of()),
                                "projects", new OwnDetector(null, List.of("Bluebird", "Falcon")))));
    }

    @Test
    void theGatewayAliasesAndKeysNamePolicies() {
        ManifestPlan plan = READER.read("f.yaml", """
                        policies:
                          one: { prompts: { email: mask } }
                          two: { answers: { email: flag } }
                        gateway: { policies: [one] }
                        aliases:
                          a:
                            targets: [{ model: openai/m }]
                            policies: [two]
                            cache: { ttl: 10m, scope: team, max_bytes: 1000, charge_share: 0.25, include: [tools] }
                        keys:
                          k: { secret: s, policies: [one, two], log_prompts: true }
                        """).plan();

        CachePolicy cache = new CachePolicy(
                600, CachePolicy.Scope.TEAM, 1000, new BigDecimal("0.25"), Set.of(CachePolicy.Include.TOOLS));
        assertThat(plan.table().policy().policies()).containsExactly("one");
        assertThat(plan.table().aliases().get("a").content()).isEqualTo(new ContentRules(List.of("two"), cache, false));
        assertThat(plan.keys().getFirst().content()).isEqualTo(new ContentRules(List.of("one", "two"), null, true));
    }

    @Test
    void aCacheHasDefaults() {
        ManifestPlan plan = READER.read("f.yaml", "keys: { k: { secret: s, cache: { ttl: 1d } } }")
                .plan();

        assertThat(plan.keys().getFirst().content().cache())
                .isEqualTo(new CachePolicy(86_400, CachePolicy.Scope.KEY, 262_144, BigDecimal.ZERO, Set.of()));
    }

    @Test
    void aKeyAndTheGatewaySayWhetherResponsesAreStored() {
        ManifestPlan plan = READER.read("f.yaml", """
                        gateway: { responses: { store: true, background: true, ttl: 7d } }
                        keys:
                          off: { secret: a, responses: { store: false } }
                          on: { secret: b, responses: { store: true } }
                          silent: { secret: c }
                        """).plan();

        assertThat(plan.table().policy().responses()).isEqualTo(new ResponseStatePolicy(true, true, 604_800));
        assertThat(plan.keys().stream().map(key -> key.content().responses()))
                .containsExactly(
                        new ResponseStatePolicy(false, false, 2_592_000),
                        new ResponseStatePolicy(true, false, 2_592_000),
                        null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | : expected the field store (true or false), got none",
                "{ store: true, ttl: 366d } | .ttl: expected at most 365 days",
                "{ store: false, background: true } | : expected background only with store: true",
            })
    void mistakesInStoredResponsesAreReportedWithTheirField(String responses, String problem) {
        assertThat(catchThrowableOfType(
                        ManifestException.class,
                        () -> READER.read("f.yaml", "keys: { k: { secret: s, responses: " + responses + " } }")))
                .hasMessageContaining("keys.k.responses" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ prompts: { email: hide } } | .prompts.email: expected redact, mask, deny or flag, got \"hide\"",
                "{ answers: { email: mask } } | .answers.email: expected redact, deny or flag, got \"mask\"",
                "{ prompts: {} } | : expected prompts or answers with at least one detector, or scan, got none",
                "{ prompts: { d: mask }, detectors: { d: {} } } | .detectors.d: expected either pattern or words",
                "{ prompts: { d: mask }, detectors: { d: { words: [] } } } | .detectors.d.words: expected 1 to 10000 words, got 0",
                "{ prompts: { email: mask }, phone_regions: [de] } | .phone_regions[0]: expected a country such as DE or US, in capital letters, got \"de\"",
            })
    void mistakesAreReportedWithTheirField(String policy, String problem) {
        assertThat(catchThrowableOfType(
                        ManifestException.class, () -> READER.read("f.yaml", "policies: { p: " + policy + " }")))
                .hasMessageContaining("policies.p" + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | : expected the field ttl (a time from 1s to 30d, such as 10m, 1h or 7d), got none",
                "{ ttl: 0s } | .ttl: expected a time from 1s to 30d, such as 10m, 1h or 7d, got \"0s\"",
                "{ ttl: 31d } | .ttl: expected at most 30 days",
                "{ ttl: 1h, scope: world } | .scope: expected key, team or all, got \"world\"",
                "{ ttl: 1h, charge_share: 1.5 } | .charge_share: expected a share from 0 to 1, such as 0.1, got 1.5",
                "{ ttl: 1h, include: [images] } | .include[0]: expected tools, store, audio or web_search, got \"images\"",
            })
    void mistakesInACacheAreReportedWithTheirField(String cache, String problem) {
        assertThat(catchThrowableOfType(
                        ManifestException.class,
                        () -> READER.read("f.yaml", "keys: { k: { secret: s, cache: " + cache + " } }")))
                .hasMessageContaining("keys.k.cache" + problem);
    }
}
