package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's, Azure's and Google's clients have headers of their own for the key. */
@QuarkusTest
final class KeyHeadersTest extends GatewayTest {

    @BeforeEach
    void aProvider() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.alias("goods", "good/m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-api-key", "X-Api-Key", "api-key", "x-goog-api-key"})
    void theKeyMayBeInAnotherHeader(String header) {
        Response response = GatewayClient.send(chat().header(header, "tg-tester"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(upstream.received("good").getLast().headers().values().toString())
                .doesNotContain("tg-tester");
        for (String path : new String[] {"/v1/models", "/v1/models/goods", "/v1/usage"}) {
            assertThat(GatewayClient.send(get(path).header(header, "tg-tester")).status())
                    .as(path)
                    .isEqualTo(200);
        }
    }

    @Test
    void theKeysRightsAreTheSame() {
        keys.put(ApiKey.builder("narrow", KeyHash.of("tg-narrow"))
                .aliases(Set.of("other"))
                .build());
        assertThat(GatewayClient.send(chat().header("x-api-key", "tg-narrow")).status())
                .isEqualTo(403);
    }

    @Test
    void authorizationWins() {
        assertThat(GatewayClient.send(chat().header("authorization", "Bearer tg-nobody")
                                .header("x-api-key", "tg-tester"))
                        .status())
                .isEqualTo(401);
        assertThat(GatewayClient.send(chat().header("authorization", "Bearer tg-tester")
                                .header("x-api-key", "tg-nobody"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aWrongKeyIsRefusedInTheSameWords() {
        Response response = GatewayClient.send(chat().header("api-key", "tg-nobody"));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.json().at("/error/message").asText()).isEqualTo("Incorrect API key provided.");
        assertThat(response.body()).doesNotContain("tg-");
    }

    private HttpRequest.Builder chat() {
        return get("/v1/chat/completions")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(question("good/m")));
    }

    private HttpRequest.Builder get(String path) {
        return new GatewayClient(base, null).request(path);
    }
}
