package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** BerriAI/litellm#1356: a provider quotes the gateway's key, and it has no prefix by which a pattern could know it. */
final class SecretMaskTest {
    private static final String KEY = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
    private static final SecretMask MASK = SecretMask.of(List.of(KEY));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9f8e7d6c5b4a39281706f5e4d3c2b1a0",
                "9F8E7D6C5B4A39281706F5E4D3C2B1A0",
                "9f8e7d6c…b1a0",
                "9f8e****b1a0",
                "9f8e...b1a0",
                "9f8e••••b1a0",
                "****b1a0",
                "9f8e…",
                "9f8e7d6c5b4a",
                "OWY4ZTdkNmM1YjRhMzkyODE3MDZmNWU0ZDNjMmIxYTA"
            })
    void removesTheKeyInEveryForm(String quoted) {
        assertThat(MASK.redact("key '" + quoted + "' is not allowed")).isEqualTo("key '[removed]' is not allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wait... the deployment gpt-4o-2024-05-13 does not exist", "****", "a…b", "5b4a", ""})
    void leavesOtherTextAlone(String message) {
        assertThat(MASK.redact(message)).isEqualTo(message);
        assertThat(SecretMask.NONE.redact(message)).isEqualTo(message);
    }

    @Test
    void removesEachPartOfSeveralCredentials() {
        SecretMask aws =
                SecretMask.of(List.of("AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY:tokentokentoken"));
        assertThat(aws.redact("id AKIAIOSFODNN7EXAMPLE, wJalrXUtnFEMI/K7MDENG, x-amz-security-token:tokentokentoken"))
                .isEqualTo("id [removed], [removed], x-amz-security-token[removed]");
        String basic = Base64.getEncoder().encodeToString((":" + KEY).getBytes(StandardCharsets.UTF_8));
        assertThat(MASK.redact("Basic " + basic)).startsWith("Basic [removed]").doesNotContain(basic.substring(8));
    }

    @Test
    void removesItBehindAUsersNameAndInHex() {
        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        assertThat(MASK.redact("key " + HexFormat.of().formatHex(key))).isEqualTo("key [removed]");
        for (String user : List.of("", "u", "us", "use", "user")) {
            String basic = Base64.getEncoder().encodeToString((user + ":" + KEY).getBytes(StandardCharsets.UTF_8));
            // The first and the last digits belong to what is around the key, too.
            assertThat(MASK.redact(basic)).as(user).contains("[removed]").hasSizeLessThan(24);
        }
    }

    @Test
    void removesThePrivateKeyOfAKeyFileAndTheTokenForIt() {
        String file = """
                {"type": "service_account", "client_email": "a@b.iam.gserviceaccount.com", "private_key_id": "0123456789abcdef",
                 "private_key": "-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\nBKcwggSjAgEAAoIBAQC7\\n-----END PRIVATE KEY-----\\n"}""";
        SecretMask mask = SecretMask.of(List.of(file, "Bearer ya29.token-for-it"));
        assertThat(mask.redact(
                        "a@b.iam.gserviceaccount.com: key 0123456789abcdef, MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\\nBKcwggSjAgEAAoIBAQC7"
                                + " Bearer ya29.token-for-it"))
                .isEqualTo("a@b.iam.gserviceaccount.com: key [removed], [removed]\\n[removed] Bearer [removed]");
    }

    @Test
    void keepsEverythingElseOfAFailure() {
        GatewayException failure = GatewayException.of(ErrorKind.REJECTED_BY_PROVIDER, "model", "no " + KEY)
                .retryAfter(Duration.ofSeconds(3));
        GatewayException redacted = MASK.redact(failure);
        assertThat(redacted).hasMessage("no [removed]");
        assertThat(redacted.kind()).isEqualTo(failure.kind());
        assertThat(redacted.param()).isEqualTo("model");
        assertThat(redacted.retryAfter()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aShortSecretIsAWord() {
        assertThat(SecretMask.of(List.of("none")).redact("none")).isEqualTo("none");
    }
}
