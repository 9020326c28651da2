package dev.tollgate.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.TokenExchange;
import dev.tollgate.provider.TokenExchange.Token;
import dev.tollgate.provider.UpstreamRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAccountTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ServiceAccountKey KEY =
            ServiceAccountKey.at(URI.create("https://oauth2.googleapis.com/token"));

    private final TokenExchange exchange =
            EncodedRequest.ADAPTER.exchange(KEY.json()).orElseThrow();

    @Test
    void requestsATokenWithAnAssertionThatItsKeySigns() throws GeneralSecurityException {
        UpstreamRequest request = exchange.request(NOW);
        String form = new String(request.body(), StandardCharsets.UTF_8);
        String[] assertion = form.substring(form.indexOf("&assertion=") + 11).split("\\.", 3);

        assertThat(request.uri()).isEqualTo(KEY.tokenUri());
        assertThat(request.headers()).containsEntry("content-type", "application/x-www-form-urlencoded");
        assertThat(form).startsWith("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=");
        assertThat(decoded(assertion[0]))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"key-1\"}");
        assertThat(decoded(assertion[1]))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"iss\":\"gateway@p.iam.gserviceaccount.com\","
                        + "\"scope\":\"https://www.googleapis.com/auth/cloud-platform\","
                        + "\"aud\":\"https://oauth2.googleapis.com/token\",\"iat\":1795514400,\"exp\":1795518000}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KEY.pair().getPublic());
        signature.update((assertion[0] + "." + assertion[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(decoded(assertion[2]))).isTrue();
    }

    @Test
    void theTokenExpiresWhenTheReplySays() {
        String reply = "{\"access_token\":\"ya29.t\",\"expires_in\":3599,\"token_type\":\"Bearer\"}";

        Token token = read(200, reply);
        assertThat(token).isEqualTo(new Token("Bearer ya29.t", NOW.plusSeconds(3599)));
        assertThat(token.toString()).doesNotContain("ya29");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_grant\",\"error_description\":\"account gone@p\"} | status 400, invalid_grant",
                "500 | <html> | status 500",
                "401 | {\"error\":{\"message\":\"gone@p\"}} | status 401",
                "200 | <html> | its reply is not JSON",
                "200 | {\"id_token\":\"x\"} | its reply has no token"
            })
    void reportsAFailedExchangeWithoutTheAccount(int status, String reply, String reason) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> read(status, reply))
                .withMessage("gemini's service account got no access token: " + reason + ".")
                .withNoCause()
                .matches(failure -> failure.kind() == ErrorKind.UPSTREAM_FAILED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"type\": | gemini's secret is not a service account key.",
                "{} | gemini's secret is not a complete service account key.",
                "{\"type\":\"authorized_user\",\"client_email\":\"a@b\",\"private_key\":\"x\",\"token_uri\":\"https://t\"}"
                        + " | gemini's secret is not a complete service account key.",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"x\",\"token_uri\":\"t\"}"
                        + " | gemini's secret is not a complete service account key."
            })
    void rejectsAnotherSecretWithoutQuotingIt(String secret, String message) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> EncodedRequest.ADAPTER.exchange(secret))
                .withMessage(message)
                .withNoCause();
    }

    @Test
    void rejectsAnUnusableKeyWithoutQuotingIt() {
        String secret = KEY.json().replaceAll("-----BEGIN PRIVATE KEY-----[^-]*", "-----BEGIN PRIVATE KEY-----QUJD");

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() ->
                        EncodedRequest.ADAPTER.exchange(secret).orElseThrow().request(NOW))
                .withMessage("gemini's service account has an unusable private key.")
                .withNoCause();
    }

    private Token read(int status, String reply) {
        return exchange.read(status, reply.getBytes(StandardCharsets.UTF_8), NOW);
    }

    private static byte[] decoded(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
