package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ScanEngine;
import dev.tollgate.provider.ContentScanner;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.UpstreamRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ApplyGuardrail.html. */
final class BedrockGuardrailTest {
    private static final Provider EUROPE = new Provider("bedrock-eu", "bedrock", null, null, "eu-central-1");
    private static final String KEYS = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY:session";

    @Test
    void sendsEachTextAsABlockAndSaysWhoWroteIt() {
        UpstreamRequest prompt = scanner("gr4bc123").encode(List.of("one", "two"), false);

        assertThat(prompt.uri())
                .hasToString("https://bedrock-runtime.eu-central-1.amazonaws.com/guardrail/gr4bc123/version/3/apply");
        assertThat(text(prompt.body()))
                .isEqualTo("{\"source\":\"INPUT\",\"content\":[{\"text\":{\"text\":\"one\"}},"
                        + "{\"text\":{\"text\":\"two\"}}]}");
        assertThat(text(scanner("gr4bc123").encode(List.of("one"), true).body()))
                .startsWith("{\"source\":\"OUTPUT\",");
    }

    @Test
    void anArnIsOneSegmentOfThePath() {
        assertThat(scanner("arn:aws:bedrock:eu-central-1:123456789012:guardrail/gr4bc123")
                        .encode(List.of("one"), false)
                        .uri())
                .hasToString("https://bedrock-runtime.eu-central-1.amazonaws.com/guardrail/"
                        + "arn%3Aaws%3Abedrock%3Aeu-central-1%3A123456789012%3Aguardrail%2Fgr4bc123/version/3/apply");
    }

    @Test
    void signsAsChatsDo() {
        ContentScanner scanner = scanner("gr4bc123");
        UpstreamRequest signed = scanner.providerApi()
                .authorize(scanner.encode(List.of("one"), false), KEYS, Instant.parse("2026-11-29T12:00:00Z"));

        assertThat(signed.headers())
                .containsEntry("x-amz-date", "20261129T120000Z")
                .containsEntry("x-amz-security-token", "session");
        assertThat(signed.headers().get("authorization"))
                .matches("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261129/eu-central-1/bedrock/aws4_request, "
                        + "SignedHeaders=accept;content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, "
                        + "Signature=[0-9a-f]{64}");
    }

    @Test
    void anInterventionIsAViolation() {
        assertThat(violation("""
                {"usage":{"topicPolicyUnits":1,"contentPolicyUnits":1,"wordPolicyUnits":0,
                "sensitiveInformationPolicyUnits":0,"sensitiveInformationPolicyFreeUnits":0,
                "contextualGroundingPolicyUnits":0},"action":"NONE","outputs":[],"assessments":[{}]}""")).isFalse();
        assertThat(violation("""
                {"usage":{"topicPolicyUnits":1},"action":"GUARDRAIL_INTERVENED","outputs":[{"text":"Sorry."}],
                "assessments":[{"topicPolicy":{"topics":[{"name":"advice","type":"DENY","action":"BLOCKED"}]}}]}""")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"action\":null}", "{\"action\":\"none\"}", "[\"NONE\"]"})
    void anythingElseIsAFailure(String reply) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> violation(reply))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED));
    }

    @Test
    void aModerationEndpointIsNotThisKinds() {
        ScanEngine moderation = new ScanEngine.Moderation("bedrock-eu", "m", Set.of(), null);
        assertThat(new BedrockKind().scanner(EUROPE, moderation)).isEmpty();
    }

    private static boolean violation(String reply) {
        return scanner("gr4bc123").violation(reply.getBytes(StandardCharsets.UTF_8));
    }

    private static ContentScanner scanner(String id) {
        return new BedrockKind()
                .scanner(EUROPE, new ScanEngine.Guardrail("bedrock-eu", id, "3"))
                .orElseThrow();
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
