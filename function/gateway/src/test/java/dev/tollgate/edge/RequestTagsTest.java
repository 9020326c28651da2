package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.config.RequestTagConfig;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tags that clients give their requests. */
@QuarkusTest
@TestProfile(RequestTagsTest.TwoTags.class)
final class RequestTagsTest extends GatewayTest {
    public static final class TwoTags implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tollgate.request-tags.allowed", "feature,customer", "tollgate.request-tags.trusted", "customer");
        }
    }

    @BeforeEach
    void target() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
        keys.put(ApiKey.builder("blue", KeyHash.of("tg-blue"))
                .tags(Map.of("customer", "blue"))
                .build());
    }

    @Test
    void theUsageRecordHasThemAndTheKeysOwnTagsStay() {
        Response response = chat("tg-blue", "feature=semantic search, customer=red");

        assertThat(response.status()).isEqualTo(200);
        assertThat(ledger.awaitSettled(response.requestId()).tags())
                .isEqualTo(Map.of("feature", "semantic search", "customer", "blue"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other=acme", "feature", "feature=", "=x", "feature=a,,feature=b"})
    void anythingElseIsRefusedByTheHeadersName(String header) {
        Response response = chat("tg-blue", header);

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo("x-tollgate-tags");
    }

    @Test
    void onlyTrustedTagsCountInBudgets() {
        RequestTags tags = new RequestTags(config(Set.of("feature", "customer"), Set.of("customer")));
        Map<String, String> sent = tags.read(List.of("feature=search,customer=red"));
        ApiKey untagged = ApiKey.builder("k", KeyHash.of("s")).build();

        assertThat(tags.trusting(untagged, sent).tags()).isEqualTo(Map.of("customer", "red"));
        assertThat(tags.trusting(
                                untagged.toBuilder()
                                        .tags(Map.of("customer", "blue"))
                                        .build(),
                                sent)
                        .tags())
                .isEqualTo(Map.of("customer", "blue"));
    }

    @Test
    void aTrustedTagMustBeAllowed() {
        assertThatThrownBy(() -> new RequestTags(config(Set.of("feature"), Set.of("customer"))))
                .hasMessageStartingWith("TOLLGATE_REQUEST_TAGS_TRUSTED: ");
    }

    @Test
    void noRequestMaySayWhichTeamItIsOf() {
        assertThatThrownBy(() -> new RequestTags(config(Set.of("feature", "team"), Set.of())))
                .hasMessageStartingWith("TOLLGATE_REQUEST_TAGS_ALLOWED: ");
    }

    private static RequestTagConfig config(Set<String> allowed, Set<String> trusted) {
        return new RequestTagConfig() {
            @Override
            public Optional<Set<String>> allowed() {
                return Optional.of(allowed);
            }

            @Override
            public Optional<Set<String>> trusted() {
                return Optional.of(trusted);
            }
        };
    }

    private Response chat(String key, String tags) {
        return GatewayClient.send(new GatewayClient(base, key)
                .request("/v1/chat/completions")
                .header("content-type", "application/json")
                .header("x-tollgate-tags", tags)
                .POST(BodyPublishers.ofString(question("good/m"))));
    }
}
