package dev.tollgate.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.guardrail.ContentScan;
import dev.tollgate.guardrail.ContentScan.OnFailure;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ScanEngine;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanSectionTest {
    private static final CheckedReader READER =
            new CheckedReader(new ManifestRules(Set.of("openai", "bedrock"), true, name -> null, List.of()));

    @Test
    void aPolicyNamesModelsAndEngines() {
        ManifestPlan plan = READER.read("f.yaml", """
                        providers:
                          bedrock-eu: { kind: bedrock, region: eu-central-1 }
                        policies:
                          safe:
                            scan:
                              - { model: moderator, rule: No medical advice., timeout_ms: 1500, on_failure: allow, parallel: true }
                              - { moderation: openai, categories: [hate, self-harm/intent], answers: true }
                              - { moderation: openai/omni-moderation-2024-09-26, categories: { violence: 0.7 }, action: flag }
                              - { guardrail: bedrock-eu, id: gr4bc123, version: "3" }
                        aliases:
                          moderator: { targets: [ { model: openai/m } ] }
                        """).plan();

        assertThat(plan.policies().getFirst().scan())
                .containsExactly(
                        new ContentScan(
                                new ScanEngine.Model("moderator", "No medical advice."),
                                PolicyAction.DENY,
                                1500,
                                OnFailure.ALLOW,
                                true,
                                false),
                        new ContentScan(
                                new ScanEngine.Moderation(
                                        "openai",
                                        "omni-moderation-latest",
                                        Set.of("hate", "self-harm/intent"),
                                        Map.of()),
                                PolicyAction.DENY,
                                2000,
                                OnFailure.DENY,
                                false,
                                true),
                        new ContentScan(
                                new ScanEngine.Moderation(
                                        "openai",
                                        "omni-moderation-2024-09-26",
                                        Set.of(),
                                        Map.of("violence", new BigDecimal("0.7"))),
                                PolicyAction.FLAG,
                                2000,
                                OnFailure.ALLOW,
                                false,
                                false),
                        new ContentScan(
                                new ScanEngine.Guardrail("bedrock-eu", "gr4bc123", "3"),
                                PolicyAction.DENY,
                                2000,
                                OnFailure.DENY,
                                false,
                                false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | : expected at least one scan, got an empty list",
                "[ {} ] | [0]: expected exactly one of guardrail, model, moderation",
                "[ { model: openai/m, rule: r, moderation: openai } ] | [0]: expected exactly one of guardrail, model, moderation",
                "[ { model: nobody, rule: r } ] | [0].model: expected an alias, or provider/model, got \"nobody\"",
                "[ { model: openai/m } ] | [0]: expected the field rule (what content must not do, in at most 4000 characters), got none",
                "[ { model: openai/m, rule: ' ' } ] | [0].rule: expected what content must not do, in at most 4000 characters, got \" \"",
                "[ { model: openai/m, rule: r, version: '3' } ] | [0].version: unknown field; known here: action, answers, model, on_failure, parallel, rule, timeout_ms",
                "[ { moderation: bedrock } ] | [0].moderation: expected a provider of kind openai, or provider/model of one, got \"bedrock\"",
                "[ { moderation: openai/ } ] | [0].moderation: expected a provider of kind openai, or provider/model of one, got \"openai/\"",
                "[ { moderation: openai, categories: [Hate] } ] | [0].categories[0]: expected a category, such as hate or self-harm/intent, got \"Hate\"",
                "[ { moderation: openai, categories: { hate: 2 } } ] | [0].categories.hate: expected a score from 0 to 1, such as 0.5, got 2",
                "[ { guardrail: openai, id: g, version: '1' } ] | [0].guardrail: expected a provider of kind bedrock, got \"openai\"",
                "[ { guardrail: bedrock, id: GR, version: '1' } ] | [0].id: expected the guardrail's id or ARN, got \"GR\"",
                "[ { guardrail: bedrock, id: g, version: 3 } ] | [0].version: expected its version in quotes, such as \"3\" or \"DRAFT\", got 3",
                "[ { moderation: openai, action: mask } ] | [0].action: expected deny or flag, got \"mask\"",
                "[ { moderation: openai, on_failure: retry } ] | [0].on_failure: expected allow or deny, got \"retry\"",
                "[ { moderation: openai, timeout_ms: 0 } ] | [0].timeout_ms: expected a whole number from 1 to 30000, got 0",
            })
    void mistakesAreReportedWithTheirField(String scan, String problem) {
        assertThat(catchThrowableOfType(
                        ManifestException.class,
                        () -> READER.read("f.yaml", "policies: { p: { scan: " + scan + " } }")))
                .hasMessageContaining("policies.p.scan" + problem);
    }
}
