package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The key, time and region are those of AWS's published examples. The signatures were computed without the SDK, by the steps
 * of https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
 */
class BedrockSignatureTest {
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");
    private static final String KEYS = "AKIDEXAMPLE:wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String SCOPE =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/bedrock/aws4_request, ";

    private final BedrockAdapter adapter = new BedrockAdapter("bedrock", null, "us-east-1");

    @Test
    void matchesTheSpecification() {
        UpstreamRequest signed = adapter.authorize(request(), KEYS, NOW);

        assertThat(signed.headers())
                .containsEntry("x-amz-date", "20150830T123600Z")
                .containsEntry(
                        "authorization",
                        SCOPE
                                + "SignedHeaders=accept;content-type;host;x-amz-content-sha256;x-amz-date, Signature=d706ced5dde08ed27650f6f17009425591ad10a0ce895b9443ae98bf6d8f737f")
                .doesNotContainKeys("host", "x-amz-security-token");
        assertThat(signed.body()).isEqualTo(request().body());
        assertThat(signed.uri()).isEqualTo(request().uri());
    }

    @Test
    void includesTheTokenOfATemporaryKey() {
        UpstreamRequest signed = adapter.authorize(request(), KEYS + ":session-token", NOW);

        assertThat(signed.headers())
                .containsEntry("x-amz-security-token", "session-token")
                .containsEntry(
                        "authorization",
                        SCOPE
                                + "SignedHeaders=accept;content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=755ef13c9fc8686ec3808d49acd79558d2c8fa2401d72d8cc74419218c574f9a");
    }

    @Test
    void sendsAKeyWithoutAColonAsBearer() {
        assertThat(adapter.authorize(request(), "ABSKQmVkcm9jaw==", NOW).headers())
                .containsEntry("authorization", "Bearer ABSKQmVkcm9jaw==")
                .doesNotContainKey("x-amz-date");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", ":secret", "id:"})
    void failsWithoutCredentials(String secret) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> adapter.authorize(request(), secret, NOW))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED))
                .withMessageMatching("The provider bedrock has (no credentials|credentials of another form than"
                        + " id:secret or id:secret:token)\\.");
    }

    @Test
    void hidesCredentialsInText() {
        assertThat(BedrockSecret.of(KEYS + ":token", "bedrock")).hasToString("Keys[AKIDEXAMPLE]");
        assertThat(BedrockSecret.of("ABSK", "bedrock")).hasToString("Bearer");
    }

    private static UpstreamRequest request() {
        return new UpstreamRequest(
                URI.create("https://bedrock-runtime.us-east-1.amazonaws.com"
                        + "/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse"),
                Map.of("content-type", "application/json", "accept", "application/json"),
                "{\"messages\":[]}".getBytes(StandardCharsets.UTF_8),
                false);
    }
}
