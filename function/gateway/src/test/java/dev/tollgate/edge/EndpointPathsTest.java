package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API is at {@code /v1} and without it. */
@QuarkusTest
final class EndpointPathsTest extends GatewayTest {

    @BeforeEach
    void aProvider() {
        routes.provider("near", upstream.answers("near", Replies.hello()));
        routes.alias("nearby", "near/m");
    }

    @Test
    void aBaseUrlWithoutAVersionWorks() {
        assertThat(client.post("/chat/completions", question("near/m")).body()).contains("Hello");
        assertThat(client.post("/chat/completions", streamedQuestion("near/m")).body())
                .endsWith("data: [DONE]\n\n");
        assertThat(client.post("/completions", "{\"model\":\"near/m\",\"prompt\":\"Hi\"}")
                        .body())
                .contains("Hello");
        assertThat(client.get("/models").body())
                .isEqualTo(client.get("/v1/models").body());
        assertThat(client.get("/models/nearby").body())
                .isEqualTo(client.get("/v1/models/nearby").body())
                .contains("\"nearby\"");
        upstream.embeds("near", Replies.status(200, """
                {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[0.5]}],
                 "usage":{"prompt_tokens":1,"total_tokens":1}}"""));
        assertThat(client.post("/embeddings", "{\"model\":\"near/m\",\"input\":\"word\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theSameRequestAtTheOtherPathIsARepetition() {
        String key = UUID.randomUUID().toString();
        Response first = repeatable("/v1/chat/completions", key);
        Response second = repeatable("/chat/completions", key);
        assertThat(second.header("x-tollgate-repeated")).isEqualTo(first.requestId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/chat/completion", "/model", "/v1/v1/chat/completions", "/usage", "/models/%zz"})
    void anyOtherPathIsNoPath(String path) {
        Response response = client.get(path);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.json().at("/error/message").asText()).isEqualTo("There is nothing at GET " + path + ".");
    }

    private Response repeatable(String path, String key) {
        return GatewayClient.send(client.request(path)
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString(question("near/m"))));
    }
}
