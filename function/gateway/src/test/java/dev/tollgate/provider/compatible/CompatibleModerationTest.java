package dev.tollgate.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UpstreamRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests to and replies of https://platform.openai.com/docs/api-reference/moderations. */
final class CompatibleModerationTest {
    private static final Provider OPENAI = new Provider("openai", "openai", null, null, null);

    /** Two texts; scores have the digits that OpenAI sends. */
    private static final String REPLY = """
            {"id":"modr-1","model":"omni-moderation-latest","results":[
            {"flagged":false,"categories":{"hate":false,"violence":false},
             "category_scores":{"hate":0.00000921568978,"violence":2.1444943888206713e-05},
             "category_applied_input_types":{"hate":["text"],"violence":["text"]}},
            {"flagged":true,"categories":{"hate":false,"violence":true},
             "category_scores":{"hate":0.41,"violence":0.8599265510337075},
             "category_applied_input_types":{"hate":["text"],"violence":["text"]}}]}""";

    @Test
    void sendsAllTextsInOneRequest() {
        ContentScanner scanner = scanner(Set.of(), Map.of());
        UpstreamRequest request = scanner.encode(List.of("one", "two \"quoted\""), false);

        assertThat(request.uri()).isEqualTo(URI.create("https://api.openai.com/v1/moderations"));
        assertThat(request.headers()).containsEntry("content-type", "application/json");
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"omni-moderation-latest\",\"input\":[\"one\",\"two \\\"quoted\\\"\"]}");
        assertThat(scanner.providerApi()
                        .authorize(request, "sk-1", Instant.EPOCH)
                        .headers())
                .containsEntry("authorization", "Bearer sk-1");
    }

    @Test
    void withoutCategoriesTheProvidersOwnVerdictCounts() {
        assertThat(violation(Set.of(), Map.of(), REPLY)).isTrue();
        assertThat(violation(Set.of(), Map.of(), "{\"results\":[{\"flagged\":false}]}"))
                .isFalse();
    }

    @Test
    void onlyTheChosenCategoriesCount() {
        assertThat(violation(Set.of("violence"), Map.of(), REPLY)).isTrue();
        assertThat(violation(Set.of("hate"), Map.of(), REPLY)).isFalse();
    }

    @Test
    void aThresholdReplacesTheProvidersVerdict() {
        assertThat(violation(Set.of(), Map.of("hate", new BigDecimal("0.41")), REPLY))
                .isTrue();
        assertThat(violation(Set.of(), Map.of("hate", new BigDecimal("0.42")), REPLY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"results\":[]}",
                "{\"results\":{\"flagged\":true}}",
                "{\"results\":[{\"flagged\":true,\"categories\":{}}]}",
                "{\"results\":[{\"categories\":{\"hate\":\"no\"}}]}"
            })
    void whatIsNoVerdictOnTheCategoryIsAFailure(String reply) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> violation(Set.of("hate"), Map.of(), reply))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED))
                .withMessageStartingWith("openai sent a moderation with no ");
    }

    @Test
    void aScoreThatIsMissingIsAFailure() {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> violation(Set.of(), Map.of("illicit", BigDecimal.ONE), REPLY))
                .withMessage("openai sent a moderation with no score of illicit.");
    }

    @Test
    void aGuardrailOfBedrockIsNotThisKinds() {
        assertThat(new CompatibleKind().scanner(OPENAI, new ScanEngine.Guardrail("openai", "id", "1")))
                .isEmpty();
    }

    private static boolean violation(Set<String> categories, Map<String, BigDecimal> thresholds, String reply) {
        return scanner(categories, thresholds).violation(reply.getBytes(StandardCharsets.UTF_8));
    }

    private static ContentScanner scanner(Set<String> categories, Map<String, BigDecimal> thresholds) {
        ScanEngine engine =
                new ScanEngine.Moderation("openai", ScanEngine.Moderation.DEFAULT_MODEL, categories, thresholds);
        return new CompatibleKind().scanner(OPENAI, engine).orElseThrow();
    }
}
