package dev.tollgate.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.fake.InMemoryKeySet;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JwtVerifierTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final IssuerRules RULES = new IssuerRules(
            "https://id.example.com",
            Set.of("tollgate"),
            Set.of("RS256", "PS256", "ES256", "EdDSA"),
            Duration.ofSeconds(60));

    private final SteppingClock clock = new SteppingClock(NOON);
    private final TestIssuer issuer;
    private final InMemoryKeySet keySet = new InMemoryKeySet();
    private final JwtVerifier verifier;

    JwtVerifierTest() throws GeneralSecurityException {
        issuer = TestIssuer.with("k1", "RS256");
        keySet.publish(issuer);
        verifier = new JwtVerifier(RULES, keySet, clock);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
    void aTokenOfTheIssuerIsAccepted(String algorithm) throws Exception {
        TestIssuer signer = TestIssuer.with("k2", algorithm);
        keySet.publish(issuer, signer);
        assertThat(verifier.verified(signer.token(claims("\"sub\":\"ada\""))).texts("sub"))
                .containsExactly("ada");
    }

    @Test
    void oneOfSeveralAudiencesIsEnough() throws Exception {
        String claims = claims("\"sub\":\"ada\"").replace("\"tollgate\"", "[\"other\",\"tollgate\"]");
        assertThat(verifier.verified(issuer.token(claims)).texts("sub")).containsExactly("ada");
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws Exception {
        assertRefused(issuer.token(claims("\"sub\":\"ada\"").replace("tollgate", "mail")), "audience");
        assertRefused(issuer.token("{\"iss\":\"https://id.example.com\",\"exp\":" + seconds(300) + "}"), "audience");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        assertRefused(issuer.token(claims("\"sub\":\"ada\"").replace("id.example", "evil.example")), "issuer");
        assertRefused(issuer.token(claims("\"sub\":\"ada\"").replace(".com\"", ".com/\"")), "issuer");
    }

    @Test
    void theClocksMayDifferByTheLeewayAndNoMore() throws Exception {
        String token = issuer.token(claims("\"sub\":\"ada\""));
        clock.pass(Duration.ofSeconds(300 + 59));
        assertThat(verifier.verified(token).texts("sub")).containsExactly("ada");
        clock.pass(Duration.ofSeconds(2));
        assertRefused(token, "expired");
    }

    @Test
    void aTokenOfTheFutureIsRefused() throws Exception {
        assertRefused(issuer.token(claims("\"nbf\":" + seconds(61))), "not valid yet");
        assertThat(verifier.verified(issuer.token(claims("\"nbf\":" + seconds(59)))))
                .isNotNull();
    }

    @Test
    void aTokenThatNeverExpiresIsRefused() throws Exception {
        assertRefused(issuer.token("{\"iss\":\"https://id.example.com\",\"aud\":\"tollgate\"}"), "never expires");
    }

    @Test
    void aChangedTokenIsRefused() throws Exception {
        String token = issuer.token(claims("\"sub\":\"ada\""));
        String[] parts = token.split("\\.", -1);
        assertRefused(parts[0] + "." + TestIssuer.base64(claims("\"sub\":\"bob\"")) + "." + parts[2], "signature");
        assertRefused(parts[0] + "." + parts[1] + ".", "signature");
    }

    @Test
    void noSignatureIsNone() throws Exception {
        for (String none : Set.of("none", "None", "NONE", "nOnE")) {
            String content = TestIssuer.base64("{\"alg\":\"" + none + "\",\"kid\":\"k1\"}") + "."
                    + TestIssuer.base64(claims("\"sub\":\"ada\""));
            assertRefused(content + ".", "signature");
            assertRefused(content + "." + TestIssuer.base64("x"), "signature");
        }
        assertThat(keySet.reads()).isZero();
    }

    /** The attack that gave allow-lists of algorithms their name (CVE-2015-9235). */
    @Test
    void aPublicKeyIsNoSharedSecret() throws Exception {
        assertRefused(issuer.withPublicKeyAsSecret(claims("\"sub\":\"ada\"")), "signature");
    }

    @Test
    void anAlgorithmThatIsNotListedIsRefused() throws Exception {
        JwtVerifier strict = new JwtVerifier(
                new IssuerRules(RULES.issuer(), RULES.audience(), Set.of("ES256"), RULES.leeway()), keySet, clock);
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> strict.verified(issuer.token(claims("\"sub\":\"ada\""))));
    }

    /** A token must not bring the key that verifies it. */
    @Test
    void keysInTheTokensHeaderCountForNothing() throws Exception {
        TestIssuer other = TestIssuer.with("k1", "RS256");
        assertRefused(
                other.signed(
                        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"jwk\":" + other.jwk() + "}", claims("\"sub\":\"ada\"")),
                "signature");
        assertRefused(
                other.signed(
                        "{\"alg\":\"RS256\",\"kid\":\"k1\",\"jku\":\"http://127.0.0.1:1/keys\"}",
                        claims("\"sub\":\"ada\"")),
                "signature");
    }

    @Test
    void aCriticalHeaderThatNobodyKnowsIsRefused() throws Exception {
        assertRefused(
                issuer.signed("{\"alg\":\"RS256\",\"kid\":\"k1\",\"crit\":[\"x\"],\"x\":1}", claims("\"sub\":\"ada\"")),
                "signature");
    }

    @Test
    void aClaimThatIsThereTwiceIsRefused() throws Exception {
        assertRefused(issuer.token(claims("\"sub\":\"ada\",\"sub\":\"root\"")), "form");
        assertRefused(issuer.signed("{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"k1\"}", claims("\"a\":1")), "form");
    }

    @Test
    void aTokenInATokenIsRefused() throws Exception {
        String inner = issuer.token(claims("\"sub\":\"ada\""));
        assertRefused(issuer.signed("{\"alg\":\"RS256\",\"kid\":\"k1\",\"cty\":\"JWT\"}", inner), "another token");
        assertRefused(issuer.signed("{\"alg\":\"RS256\",\"kid\":\"k1\"}", inner), "form");
    }

    @Test
    void hugeAndDeepTokensAreRefused() throws Exception {
        assertRefused(issuer.token(claims("\"sub\":\"" + "a".repeat(20_000) + "\"")), "longer");
        assertRefused(issuer.token(claims("\"x\":" + "[".repeat(4_000) + "]".repeat(3_999))), "form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eyJ..", "eyJhbGciOiJSUzI1NiJ9..", "eyJ.eyJ.eyJ", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA"})
    void whatIsNoTokenIsRefused(String text) {
        assertRefused(text, "form");
    }

    /** An issuer that rotates its keys publishes the new one before or when it uses it. */
    @Test
    void anUnknownKeyIsLookedUpOnce() throws Exception {
        TestIssuer next = TestIssuer.with("k2", "ES256");
        assertRefused(next.token(claims("\"sub\":\"ada\"")), "signature");
        assertThat(keySet.reads()).isEqualTo(1);

        keySet.rotateTo(next);
        assertThat(verifier.verified(next.token(claims("\"sub\":\"ada\""))).texts("sub"))
                .containsExactly("ada");
        assertRefused(issuer.token(claims("\"sub\":\"ada\"")), "signature");
    }

    @Test
    void withoutAKeyIdTheKeyThatFitsCounts() throws Exception {
        TestIssuer other = TestIssuer.with("k2", "RS256");
        keySet.publish(other, issuer);
        String token = issuer.signed("{\"alg\":\"RS256\"}", claims("\"sub\":\"ada\""));
        assertThat(verifier.verified(token).texts("sub")).containsExactly("ada");
    }

    @Test
    void anIssuerThatNeverAnsweredIsNoWrongToken() throws Exception {
        String token = issuer.token(claims("\"sub\":\"ada\""));
        keySet.down();
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> verifier.verified(token))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.ISSUER_UNAVAILABLE));
    }

    private void assertRefused(String token, String reason) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> verifier.verified(token))
                .withMessageContaining(reason)
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.INVALID_API_KEY);
                    assertThat(failure.getMessage()).doesNotContain("ada", "evil", "eyJ");
                });
    }

    /** A token of noon that counts for five minutes. */
    private static String claims(String others) {
        return "{\"iss\":\"https://id.example.com\",\"aud\":\"tollgate\",\"exp\":" + seconds(300) + "," + others + "}";
    }

    private static long seconds(long fromNoon) {
        return NOON.getEpochSecond() + fromNoon;
    }
}
