package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.CallerTemplate.Per;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryCallerTemplates;
import dev.tollgate.fake.InMemoryKeySet;
import dev.tollgate.fake.WaitingBackground;
import dev.tollgate.jwt.TestIssuer;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.ResponseStatePolicy;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers with a token of the operator's issuer, over HTTP. */
@QuarkusTest
@TestProfile(TokenCallersTest.WithIssuer.class)
final class TokenCallersTest extends GatewayTest {
    /** A gateway with an issuer. */
    public static final class WithIssuer implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tollgate.jwt.issuer", "https://id.example.com", "tollgate.jwt.audience", "tollgate");
        }
    }

    @Inject
    InMemoryKeySet keySet;

    @Inject
    InMemoryCallerTemplates templates;

    @Inject
    WaitingBackground waiting;

    private TestIssuer issuer;

    @BeforeEach
    void anIssuerAndATeam() throws GeneralSecurityException {
        issuer = TestIssuer.with("k1", "ES256");
        keySet.publish(issuer);
        templates.put(new CallerTemplate(
                "search",
                Per.SUBJECT,
                ApiKey.builder("search", CallerTemplate.keyHash("search"))
                        .aliases(Set.of("seen/m"))
                        .limits(new RateLimits(2L, null, null))
                        .tags(Map.of("cost_center", "42"))
                        .build()));
        routes.provider("seen", upstream.answers("seen", Replies.hello()));
    }

    @Test
    void aTokenCallsAModelAndItsUsageIsRecorded() throws Exception {
        Response response = caller("ada").chat(question("seen/m"));
        assertThat(response.status()).isEqualTo(200);

        UsageRecord record = ledger.awaitSettled(response.requestId());
        assertThat(record.keyId()).isEqualTo("jwt:ada");
        assertThat(record.tags()).isEqualTo(Map.of("team", "search", "subject", "ada", "cost_center", "42"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-api-key", "api-key", "x-goog-api-key"})
    void theTokenMayBeWhereOtherApisHaveTheirKeys(String header) throws Exception {
        Response response = GatewayClient.send(HttpRequest.newBuilder(base.resolve("/v1/chat/completions"))
                .header(header, token("header-" + header, "search"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(question("seen/m"))));
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void limitsAndAliasesOfTheTeamCountForEachCaller() throws Exception {
        GatewayClient bob = caller("bob");
        assertThat(bob.chat(question("seen/other")).status()).isEqualTo(403);
        assertThat(bob.chat(question("seen/m")).status()).isEqualTo(200);
        assertThat(bob.chat(question("seen/m")).status()).isEqualTo(200);
        assertThat(bob.chat(question("seen/m")).status()).isEqualTo(429);
        assertThat(caller("cleo").chat(question("seen/m")).status()).isEqualTo(200);
    }

    @Test
    void modelsAreListedForTheTeam() throws Exception {
        Response response = caller("dan").get("/v1/models");
        assertThat(response.status()).isEqualTo(200);
    }

    /** By then, the token may have expired; what its team may do is read again. */
    @Test
    void aResponseInTheBackgroundHasTheRightsThatTheTeamHasThen() throws Exception {
        templates.put(background(false));
        GatewayClient eve = new GatewayClient(base, token("eve", "batch"));
        String request = "{\"model\":\"seen/m\",\"input\":\"Hi.\",\"background\":true}";
        Response first = eve.post("/v1/responses", request);
        waiting.run(waiting.take().getFirst());
        assertThat(status(eve, first)).isEqualTo("completed");

        Response second = eve.post("/v1/responses", request);
        templates.put(background(true));
        waiting.run(waiting.take().getFirst());
        templates.put(background(false));
        assertThat(status(eve, second)).isEqualTo("failed");
    }

    private static CallerTemplate background(boolean disabled) {
        return new CallerTemplate(
                "batch",
                Per.TEAM,
                ApiKey.builder("batch", CallerTemplate.keyHash("batch"))
                        .disabled(disabled)
                        .content(new ContentRules(List.of(), null, false, new ResponseStatePolicy(true, true, 3_600)))
                        .build());
    }

    private static String status(GatewayClient caller, Response queued) {
        return caller.get("/v1/responses/" + queued.json().path("id").asText())
                .json()
                .path("status")
                .asText();
    }

    @Test
    void aTeamThatNobodyNamedIsForbidden() throws Exception {
        Response response = new GatewayClient(base, token("ada", "sales")).chat(question("seen/m"));
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.json().at("/error/code").asText()).isEqualTo("permission_denied");
        assertThat(response.json().at("/error/message").asText()).contains("sales", "claim 'team'");
    }

    @Test
    void aForgedTokenIsUnauthorized() throws Exception {
        TestIssuer forger = TestIssuer.with("k1", "ES256");
        Response response = new GatewayClient(base, forger.token(claims("ada", "search"))).chat(question("seen/m"));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.json().at("/error/code").asText()).isEqualTo("invalid_api_key");
    }

    @Test
    void anIssuerThatNeverAnsweredIsUnavailable() throws Exception {
        keySet.down();
        Response response = caller("ada").chat(question("seen/m"));
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.json().at("/error/code").asText()).isEqualTo("issuer_unavailable");
    }

    @Test
    void keysGoOnToWork() {
        assertThat(client.chat(question("seen/m")).status()).isEqualTo(200);
    }

    private GatewayClient caller(String subject) throws GeneralSecurityException {
        return new GatewayClient(base, token(subject, "search"));
    }

    private String token(String subject, String team) throws GeneralSecurityException {
        return issuer.token(claims(subject, team));
    }

    private static String claims(String subject, String team) {
        return "{\"iss\":\"https://id.example.com\",\"aud\":\"tollgate\",\"exp\":"
                + Instant.now().plusSeconds(300).getEpochSecond() + ",\"sub\":\"" + subject + "\",\"team\":\"" + team
                + "\"}";
    }
}
