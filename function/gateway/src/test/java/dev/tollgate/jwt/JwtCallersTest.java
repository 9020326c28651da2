package dev.tollgate.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerReference;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.CallerTemplate.Per;
import dev.tollgate.auth.TokenIdentity;
import dev.tollgate.config.TokenIssuerConfig;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.InMemoryCallerRegister;
import dev.tollgate.fake.InMemoryCallerTemplates;
import dev.tollgate.fake.InMemoryKeySet;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JwtCallersTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final RateLimits LIMITS = new RateLimits(3L, 100L, 5L);
    private static final Map<String, String> ISSUER =
            Map.of("tollgate.jwt.issuer", "https://id.example.com", "tollgate.jwt.audience", "tollgate");

    private final TestIssuer issuer;
    private final InMemoryKeySet keySet = new InMemoryKeySet();
    private final InMemoryCallerTemplates templates = new InMemoryCallerTemplates();
    private final InMemoryCallerRegister register = new InMemoryCallerRegister();
    private final JwtCallers callers = callers(Map.of());

    JwtCallersTest() throws GeneralSecurityException {
        issuer = TestIssuer.with("k1", "ES256");
        keySet.publish(issuer);
        templates.put(template("search", Per.SUBJECT, Set.of("fast", "smart"), false));
        templates.put(template("batch", Per.TEAM, Set.of(), false));
        templates.put(template("closed", Per.SUBJECT, Set.of(), true));
    }

    @Test
    void aCallerHasTheRightsOfItsTeamAndIsAClientOfItsOwn() throws Exception {
        ApiKey ada = caller("\"sub\":\"ada\",\"team\":\"search\"");
        assertThat(ada.id()).isEqualTo("jwt:ada");
        assertThat(ada.limits()).isEqualTo(LIMITS);
        assertThat(ada.aliases()).containsExactlyInAnyOrder("fast", "smart");
        assertThat(ada.tags()).isEqualTo(Map.of("cost_center", "42", "team", "search", "subject", "ada"));
        assertThat(ada.team()).contains("search");
        assertThat(register.ids()).containsExactly("jwt:ada");
    }

    @Test
    void aTeamMayBeOneClient() throws Exception {
        ApiKey ada = caller("\"sub\":\"ada\",\"team\":\"batch\"");
        ApiKey bob = caller("\"sub\":\"bob\",\"team\":\"batch\"");
        assertThat(ada.id()).isEqualTo("jwt-team:batch").isEqualTo(bob.id());
        assertThat(bob.tags()).containsEntry("subject", "bob");
    }

    /** The id is a part of the store's keys, whose separator is a number sign. */
    @ParameterizedTest
    @CsvSource({"auth0|5f7,jwt:auth0|5f7", "ada@example.com,jwt:ada@example.com", "f:1:ada,jwt:f:1:ada"})
    void usualSubjectsAreReadable(String subject, String id) throws Exception {
        assertThat(caller("\"sub\":\"" + subject + "\",\"team\":\"search\"").id())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"a#2026-01#0", "a/b", "'a b'", "Zoë", ":x"})
    void otherSubjectsBecomeDigests(String subject) throws Exception {
        ApiKey key = caller("\"sub\":\"" + subject + "\",\"team\":\"search\"");
        assertThat(key.id()).matches("jwt::[0-9a-f]{64}");
        assertThat(key.tags()).containsEntry("subject", subject);
    }

    @Test
    void anUnknownTeamMayNothing() throws Exception {
        assertDenied("\"sub\":\"ada\",\"team\":\"sales\"", "sales", "claim 'team'", "jwt_callers");
        assertThat(register.ids()).isEmpty();
    }

    @Test
    void aTemplateMayCountForAllOtherTeams() throws Exception {
        templates.put(template("*", Per.SUBJECT, Set.of("cheap"), false));
        assertThat(caller("\"sub\":\"ada\",\"team\":\"sales\"").aliases()).containsExactly("cheap");
        assertThat(caller("\"sub\":\"ada\",\"team\":\"search\"").aliases()).contains("fast");
    }

    @Test
    void aTokenWithoutTeamOrCallerIsDenied() throws Exception {
        assertDenied("\"sub\":\"ada\"", "no claim 'team'");
        assertDenied("\"team\":\"search\"", "no claim 'sub'");
        assertDenied("\"sub\":\"ada\",\"team\":7", "'team'", "no name");
        assertDenied("\"sub\":\" \",\"team\":\"search\"", "'sub'", "no name");
        assertDenied("\"sub\":\"" + "a".repeat(256) + "\",\"team\":\"search\"", "'sub'", "no name");
    }

    @Test
    void aDisabledTeamIsDenied() throws Exception {
        assertDenied("\"sub\":\"ada\",\"team\":\"closed\"", "closed", "disabled");
    }

    @Test
    void ofSeveralTeamsTheFirstKnownOneCounts() throws Exception {
        assertThat(caller("\"sub\":\"ada\",\"team\":[\"sales\",\"batch\",\"search\"]")
                        .team())
                .contains("batch");
    }

    @Test
    void aClaimMayBeInsideOfAnother() throws Exception {
        JwtCallers keycloak = callers(Map.of(
                "tollgate.jwt.team-claim", "/realm_access/roles",
                "tollgate.jwt.subject-claim", "https://id.example.com/name"));
        assertThat(keycloak.authenticate(token("\"https://id.example.com/name\":\"ada\",\"realm_access\":{\"roles\":"
                        + "[\"offline_access\",\"search\"]}")))
                .map(ApiKey::id)
                .contains("jwt:ada");
    }

    @Test
    void aTokenMayAllowLessThanItsTeam() throws Exception {
        JwtCallers narrowed = callers(Map.of("tollgate.jwt.aliases-claim", "models"));
        assertThat(narrowed.authenticate(token("\"sub\":\"a\",\"team\":\"search\",\"models\":[\"fast\",\"other\"]"))
                        .orElseThrow()
                        .aliases())
                .containsExactly("fast");
        assertThat(narrowed.authenticate(token("\"sub\":\"a\",\"team\":\"batch\",\"models\":\"fast\""))
                        .orElseThrow()
                        .aliases())
                .containsExactly("fast");
        for (String none : Set.of("", ",\"models\":[]", ",\"models\":[\"other\"]")) {
            assertThatExceptionOfType(GatewayException.class)
                    .isThrownBy(() -> narrowed.authenticate(token("\"sub\":\"a\",\"team\":\"search\"" + none)))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.PERMISSION_DENIED));
        }
    }

    /** As for a response in the background, which is made when the token may have expired. */
    @Test
    void aCallerIsFoundAgainByItsReference() throws Exception {
        ApiKey ada = caller("\"sub\":\"ada\",\"team\":\"search\"");
        assertThat(CallerReference.to(ada))
                .isInstanceOfSatisfying(TokenIdentity.class, identity -> assertThat(callers.client(identity))
                        .isEqualTo(ada));
    }

    @Test
    void whatIsNoTokenIsAKey() throws Exception {
        assertThat(callers.authenticate("tg-ada")).isEmpty();
        assertThat(callers.authenticate("eyJhbGciOiJub25lIn0")).isEmpty();
    }

    @Test
    void withoutAnIssuerEverythingIsAKey() throws Exception {
        JwtCallers none = callersWith(Map.of());
        assertThat(none.authenticate(token("\"sub\":\"ada\",\"team\":\"search\"")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tollgate.jwt.algorithms, HS256, TOLLGATE_JWT_ALGORITHMS",
        "tollgate.jwt.algorithms, 'RS256,none', TOLLGATE_JWT_ALGORITHMS",
        "tollgate.jwt.issuer, http://id.example.com, TOLLGATE_JWT_ISSUER",
        "tollgate.jwt.jwks-url, ftp://id.example.com, TOLLGATE_JWT_JWKS_URL",
        "tollgate.jwt.leeway, 1h, TOLLGATE_JWT_LEEWAY"
    })
    void settingsThatAcceptTooMuchAreRefused(String setting, String value, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> callers(Map.of(setting, value)))
                .withMessageContaining(named);
    }

    @Test
    void anIssuerWithoutAnAudienceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> callersWith(Map.of("tollgate.jwt.issuer", "https://id.example.com")))
                .withMessageContaining("TOLLGATE_JWT_AUDIENCE");
    }

    private void assertDenied(String claims, String... words) {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> caller(claims))
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.PERMISSION_DENIED);
                    assertThat(failure.getMessage()).contains(words);
                });
    }

    private ApiKey caller(String claims) throws GeneralSecurityException {
        return callers.authenticate(token(claims)).orElseThrow();
    }

    private String token(String claims) throws GeneralSecurityException {
        return issuer.token("{\"iss\":\"https://id.example.com\",\"aud\":\"tollgate\",\"exp\":"
                + NOON.plusSeconds(300).getEpochSecond() + "," + claims + "}");
    }

    private JwtCallers callers(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(ISSUER);
        all.putAll(settings);
        return callersWith(all);
    }

    private JwtCallers callersWith(Map<String, String> settings) {
        TokenIssuerConfig config = GatewayConfigs.ofIssuer(settings);
        return new JwtCallers(config, keySet, templates, register, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static CallerTemplate template(String team, Per per, Set<String> aliases, boolean disabled) {
        return new CallerTemplate(
                team,
                per,
                ApiKey.builder(team, CallerTemplate.keyHash(team))
                        .disabled(disabled)
                        .aliases(aliases)
                        .limits(LIMITS)
                        .tags(Map.of("cost_center", "42"))
                        .build());
    }
}
