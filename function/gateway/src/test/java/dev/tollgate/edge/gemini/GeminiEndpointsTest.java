package dev.tollgate.edge.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google's clients call besides chats: counts of tokens, embeddings, and the list of models. */
@QuarkusTest
final class GeminiEndpointsTest extends GatewayTest {
    private static final String HELLO = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Say hello.\"}]}]}";

    @BeforeEach
    void providers() {
        routes.provider("near", upstream.answers("near", Replies.hello()));
        routes.alias("nearby", "near/m");
    }

    private void countsAtGoogle(Reply reply) {
        upstream.answersAt("google", "models/gemini-2.5-flash:countTokens", reply);
        routes.provider(new Provider("google", "gemini", upstream.uri("google"), null, null));
        routes.alias("flash", "google/gemini-2.5-flash");
    }

    @Test
    void geminiCountsItsOwnTokens() throws Exception {
        countsAtGoogle(Replies.status(200, "{\"totalTokens\":31,\"promptTokensDetails\":[]}"));
        Response response = client.post("/v1beta/models/flash:countTokens", HELLO);
        assertThat(response.body()).isEqualTo("{\"totalTokens\":31}");
        assertThat(response.header("x-tollgate-token-count")).isEqualTo("provider");
        assertThat(JsonCodec.mapper()
                        .readTree(upstream.received("google").getLast().body())
                        .at("/generateContentRequest/model")
                        .textValue())
                .isEqualTo("models/gemini-2.5-flash");
        assertThat(ledger.settled(response.requestId())).as("it costs nothing").isEmpty();
    }

    @Test
    void otherTokensAreEstimated() {
        String whole = "{\"generateContentRequest\":" + HELLO + "}";
        for (String body : new String[] {HELLO, whole}) {
            Response response = client.post("/v1beta/models/nearby:countTokens", body);
            assertThat(response.json().path("totalTokens").asInt()).isBetween(3, 20);
            assertThat(response.header("x-tollgate-token-count")).isEqualTo("estimate");
        }
        assertThat(client.post("/v1beta/models/nobody:countTokens", HELLO).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1beta/cachedContents",
        "POST, /upload/v1beta/files",
        "POST, /v1beta/models/nearby:predict",
        "POST, /v1beta/models/nearby:inventPoems",
        "POST, /v1/projects/p/locations/eu/cachedContents",
        "GET, /v1alpha/corpora/a"
    })
    void whatIsNotServedSaysSoInGooglesForm(String method, String path) {
        Response response = GatewayClient.send(
                client.request(path).method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{}")));
        assertThat(response.status()).isEqualTo(404);
        JsonNode error = response.json().path("error");
        assertThat(error.path("status").asText()).isEqualTo("NOT_FOUND");
        assertThat(error.path("message").asText()).startsWith("The gateway does not serve " + path + ": ");
    }

    @Test
    void embeddingsHaveGooglesForm() {
        upstream.embeds("near", Replies.status(200, """
                {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[0.5,1]}],
                 "usage":{"prompt_tokens":3,"total_tokens":3}}"""));
        Response one = client.post(
                "/v1beta/models/near/m:embedContent",
                "{\"content\":{\"parts\":[{\"text\":\"a \"},{\"text\":\"b\"}]},\"outputDimensionality\":2}");
        assertThat(one.body())
                .isEqualTo("{\"embedding\":{\"values\":[0.5,1.0]},\"usageMetadata\":{\"promptTokenCount\":3}}");
        assertThat(upstream.received("near").getLast().body())
                .contains("\"input\":\"a b\"")
                .contains("\"dimensions\":2");
        Response batch = client.post(
                "/v1beta/models/near/m:batchEmbedContents",
                "{\"requests\":[{\"model\":\"models/near/m\",\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}");
        assertThat(batch.json().at("/embeddings/0/values/0").doubleValue()).isEqualTo(0.5);
        Response none = client.post("/v1beta/models/near/m:embedContent", "{}");
        assertThat(none.json().findValuesAsText("field")).containsExactly("content");
    }

    @Test
    void modelsAreListedAsGoogleDoes() {
        Response all = client.get("/v1beta/models");
        assertThat(all.json().path("models").findValuesAsText("name")).contains("models/nearby", "models/near/m");
        Response first = client.get("/v1beta/models?pageSize=1");
        assertThat(first.json().path("models")).hasSize(1);
        Response rest = client.get("/v1beta/models?pageSize=1000&pageToken="
                + first.json().path("nextPageToken").textValue());
        assertThat(rest.json().path("models")).hasSize(all.json().path("models").size() - 1);
        assertThat(rest.json().has("nextPageToken")).isFalse();
        JsonNode one = client.get("/v1beta/models/near/m").json();
        assertThat(one.path("name").textValue()).isEqualTo("models/near/m");
        assertThat(one.path("supportedGenerationMethods").toString()).contains("streamGenerateContent");
        assertThat(client.get("/v1beta/models/nobody")
                        .json()
                        .at("/error/status")
                        .textValue())
                .isEqualTo("NOT_FOUND");
        assertThat(GatewayClient.send(client.request("/v1beta/models").header("x-goog-api-client", "genai"))
                        .json()
                        .has("models"))
                .isTrue();
    }
}
