package dev.tollgate.guardrail.detector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFormatsTest {
    private static final TextDetector SECRET = DetectorCatalogue.builtIn("secret", Set.of());
    private static final String BASE64 = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n";

    @ParameterizedTest
    @CsvSource({
        "aws_key, AKIAIOSFODNN7EXAMPLE",
        "anthropic_key, sk-ant-api03-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA",
        "openai_key, sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA_x-y",
        "github_token, ghp" + "_0123456789abcdefghijABCDEFGHIJ012345",
        "slack_token, xox" + "b-123456789012-abcdefGHIJKL",
        "google_key, AIz" + "aSyA0123456789abcdefghijklmnopqrstuv",
        "stripe_key, sk_" + "live_0123456789abcdefABCDEF",
        "jwt, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
    })
    void aKeyIsFoundWhereverItIs(String name, String key) {
        TextDetector detector = DetectorCatalogue.builtIn(name, Set.of());
        for (String text : List.of("%s", "key=%s;", "\"%s\"", "a\\n%s\\nb", "(%s)", "https://x.example/?k=%s&b")) {
            String whole = text.formatted(key);
            assertThat(found(detector, whole)).as(whole).containsExactly(key);
            assertThat(found(SECRET, whole)).as(whole).containsExactly(key);
            StreamCuts.check(detector, whole, name);
            StreamCuts.check(SECRET, whole, "secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLES1",
                "the sk-learn package, sk-ant colony and task-sk-1",
                "ghp_short and xoxb-1",
                "eyJhbGciOiJIUzI1NiJ9 alone",
                "commit 8d5957463e0a5f4b2c1a9d8e7f6a5b4c3d2e1f0a of the secret branch"
            })
    void whatOnlyStartsLikeAKeyIsNone(String text) {
        assertThat(SECRET.find(text)).isEmpty();
    }

    @Test
    void anAwsSecretNeedsAWordOfContext() {
        String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        assertThat(found(SECRET, "aws_secret_access_key = " + secret)).containsExactly(secret);
        assertThat(found(SECRET, "digest " + secret)).isEmpty();
        StreamCuts.check(SECRET, "aws_secret_access_key = " + secret + " ", "secret");
    }

    @Test
    void aPrivateKeyIsOneValueWithItsLines() {
        String key =
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,3F17F5316E2BAC89\n\n"
                        + BASE64.repeat(20) + "MIIE=\n-----END RSA PRIVATE KEY-----";
        assertThat(found(SECRET, "Here:\n" + key + "\nDone")).containsExactly(key);
        String escaped = key.replace("\n", "\\n");
        assertThat(found(SECRET, "{\"key\": \"" + escaped + "\\n\"}")).containsExactly(escaped);
        StreamCuts.check(SECRET, "x " + key.replace(BASE64.repeat(19), "") + "\n", "private_key");
    }

    @Test
    void aPrivateKeyWithoutItsEndIsOne() {
        String key = "-----BEGIN PRIVATE KEY-----\n" + BASE64.repeat(3).strip();
        assertThat(found(SECRET, key + "\n and then prose goes on")).containsExactly(key);
    }

    @Test
    void aManualThatNamesTheLinesHoldsNoKey() {
        String manual = "Put it between -----BEGIN PRIVATE KEY----- and -----END PRIVATE KEY-----, as the manual says";
        assertThat(SECRET.find(manual)).isEmpty();
        String prose = "It starts with -----BEGIN PRIVATE KEY----- and goes on in the next";
        assertThat(SECRET.openFrom(prose)).isEqualTo(prose.length());
        assertThat(SECRET.find("-----BEGIN CERTIFICATE-----\n" + BASE64 + "-----END CERTIFICATE-----"))
                .isEmpty();
    }

    private static List<String> found(TextDetector detector, String text) {
        return detector.find(text).stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
    }
}
