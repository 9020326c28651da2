package dev.tollgate.edge.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Azure's clients have the model and their API's version in the URL. */
@QuarkusTest
final class DeploymentsTest extends GatewayTest {
    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
    private static final String VERSION = "?api-version=2024-10-21";

    @BeforeEach
    void aProvider() {
        routes.provider("near", upstream.answers("near", Replies.hello()));
        routes.alias("nearby", "near/m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nearby", "near/m", "near%2Fm", "near%2fm"})
    void theDeploymentIsAnAliasOrAModel(String name) {
        Response response = azure(deployment(name, "chat/completions"), CHAT);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().at("/choices/0/message/content").textValue()).contains("Hello");
        assertThat(response.header("x-tollgate-model")).isEqualTo("m");
    }

    @Test
    void aModelInTheBodyMeansNothing() {
        assertThat(azure(deployment("nearby", "chat/completions"), question("other/model"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aStreamIsOpenAis() {
        String streamed = CHAT.replaceFirst("}$", ",\"stream\":true}");
        assertThat(azure(deployment("nearby", "chat/completions"), streamed).body())
                .startsWith("data: {")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void thePromptsOfOldHaveDeploymentsAsWell() {
        assertThat(azure(deployment("nearby", "completions"), "{\"prompt\":\"Say hello.\"}")
                        .json()
                        .at("/choices/0/text")
                        .textValue())
                .contains("Hello");
    }

    @Test
    void andSoHaveEmbeddings() {
        embeds();
        assertThat(azure(deployment("near/m", "embeddings"), "{\"input\":\"word\"}")
                        .json()
                        .at("/data/0/embedding/0")
                        .doubleValue())
                .isEqualTo(0.5);
    }

    @Test
    void andSoHaveImagesAndSpeech() {
        routes.provider(
                "near",
                upstream.answersAt(
                        "near",
                        "images/generations",
                        Replies.status(200, "{\"created\":1,\"data\":[{\"b64_json\":\"aGk=\"}]}")));
        upstream.answersAt("near", "audio/speech", (exchange, _) -> {
            exchange.getResponseHeaders().set("content-type", "audio/mpeg");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[] {1, 2, 3});
        });
        assertThat(azure(deployment("near/m", "images/generations"), "{\"prompt\":\"A fox\"}")
                        .json()
                        .at("/data/0/b64_json")
                        .textValue())
                .isEqualTo("aGk=");
        assertThat(upstream.received("near").getLast().body()).contains("\"model\":\"m\"");
        assertThat(azure(deployment("nearby", "audio/speech"), "{\"input\":\"Hi.\",\"voice\":\"alloy\"}")
                        .status())
                .isEqualTo(200);
    }

    private static void embeds() {
        upstream.embeds("near", Replies.status(200, """
                {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[0.5]}],
                 "usage":{"prompt_tokens":1,"total_tokens":1}}"""));
    }

    @Test
    void theLatestApiIsOpenAis() {
        embeds();
        assertThat(azure("/openai/v1/chat/completions", question("near/m")).status())
                .isEqualTo(200);
        assertThat(azure("/openai/v1/embeddings", "{\"model\":\"near/m\",\"input\":\"word\"}")
                        .status())
                .isEqualTo(200);
        for (String models : new String[] {"/openai/v1/models", "/openai/models"}) {
            assertThat(GatewayClient.send(request(models).GET()).body())
                    .isEqualTo(client.get("/v1/models").body());
        }
        assertThat(GatewayClient.send(request("/openai/v1/models/nearby").GET()).body())
                .isEqualTo(client.get("/v1/models/nearby").body());
    }

    @Test
    void theSameRequestToAnotherDeploymentIsNotARepetition() {
        routes.alias("other", "near/m");
        String key = UUID.randomUUID().toString();
        String path = deployment("nearby", "chat/completions");
        String first = repeatable(path, key).requestId();
        assertThat(repeatable(path, key).header("x-tollgate-repeated")).isEqualTo(first);
        assertThat(repeatable(deployment("other", "chat/completions"), key).status())
                .isEqualTo(422);
    }

    private Response repeatable(String path, String key) {
        return GatewayClient.send(request(path)
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString(CHAT)));
    }

    @Test
    void anUnknownDeploymentIsAnUnknownModel() {
        Response response = azure(deployment("nobody", "chat/completions"), CHAT);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.json().at("/error/code").textValue()).isEqualTo("model_not_found");
    }

    @Test
    void theKeyMayBeATokenOfAzure() {
        assertThat(client.post(deployment("nearby", "chat/completions"), CHAT).status())
                .isEqualTo(200);
        assertThat(GatewayClient.send(new GatewayClient(base, null)
                                .request(deployment("nearby", "chat/completions"))
                                .header("content-type", "application/json")
                                .POST(BodyPublishers.ofString(CHAT)))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /openai/deployments/nearby/chat/completions | POST, OPTIONS
            /openai/deployments/near/m/embeddings       | POST, OPTIONS
            /openai/v1/models                           | GET, HEAD, OPTIONS
            """)
    void aWrongMethodIsToldTheRightOnes(String path, String allowed) {
        Response wrong = GatewayClient.send(request(path).DELETE());
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("allow")).isEqualTo(allowed);
    }

    @Test
    void whatADeploymentDoesNotHaveIsNotFound() {
        assertThat(azure(deployment("nearby", "nothing"), CHAT).status()).isEqualTo(404);
    }

    private static String deployment(String name, String method) {
        return "/openai/deployments/" + name + "/" + method + VERSION;
    }

    private Response azure(String path, String body) {
        return GatewayClient.send(
                request(path).header("content-type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return new GatewayClient(base, null).request(path).header("api-key", "tg-tester");
    }
}
