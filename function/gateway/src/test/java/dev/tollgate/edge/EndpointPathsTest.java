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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API is at {@code /v1} and without it, and each path says which methods it has. */
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

    /** vercel/ai#15586, BerriAI/litellm#36956: whether a base URL has the version depends on the client. */
    @ParameterizedTest
    @ValueSource(strings = {"/messages", "/v1/v1/messages", "/messages?beta=true"})
    void anthropicsClientsMayHaveTheVersionTwiceOrNotAtAll(String path) {
        String body = "{\"model\":\"near/m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        assertThat(client.post(path, body).body()).contains("\"type\":\"message\"", "Hello");
        assertThat(client.post(path, "{}").json().path("type").asText()).isEqualTo("error");
    }

    @Test
    void aVersionThatIsRepeatedCountsOnce() {
        assertThat(client.post("/v1/v1/chat/completions", question("near/m")).body())
                .contains("Hello");
        assertThat(client.get("/v1/v1/models").body())
                .isEqualTo(client.get("/v1/models").body());
    }

    @Test
    void theSameRequestAtTheOtherPathIsARepetition() {
        String key = UUID.randomUUID().toString();
        Response first = repeatable("/v1/chat/completions", key);
        Response second = repeatable("/chat/completions", key);
        assertThat(second.header("x-tollgate-repeated")).isEqualTo(first.requestId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/chat", "/chat/completion", "/model", "/usage"})
    void anyOtherPathIsNoPath(String path) {
        Response response = client.get(path);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.json().at("/error/message").asText()).isEqualTo("There is nothing at GET " + path + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | POST, OPTIONS
            /chat/completions    | POST, OPTIONS
            /v1/embeddings       | POST, OPTIONS
            /v1/models/nearby    | GET, HEAD, OPTIONS
            /models              | GET, HEAD, OPTIONS
            /v1/usage            | GET, HEAD, OPTIONS
            /health/ready        | GET, HEAD, OPTIONS
            """)
    void aWrongMethodIsToldTheRightOnes(String path, String allowed) {
        Response wrong = send("DELETE", path);
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("allow")).isEqualTo(allowed);

        Response options = send("OPTIONS", path);
        assertThat(options.status()).isEqualTo(204);
        assertThat(options.header("allow")).isEqualTo(allowed);
        assertThat(options.requestId()).startsWith("req_");
    }

    @ParameterizedTest
    @CsvSource({"/v1/models, 200", "/models, 200", "/health, 200", "/v1/chat/completions, 405", "/v1/nothing, 404"})
    void aHeadHasTheStatusAndNoBody(String path, int status) {
        Response response = send("HEAD", path);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(response.requestId()).startsWith("req_");
    }

    @Test
    void theMethodsOfAPathThatIsNoneAreNotFound() {
        assertThat(send("OPTIONS", "/v1/nothing").status()).isEqualTo(404);
    }

    private Response repeatable(String path, String key) {
        return GatewayClient.send(client.request(path)
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString(question("near/m"))));
    }

    private Response send(String method, String path) {
        return GatewayClient.send(client.request(path).method(method, BodyPublishers.noBody()));
    }
}
