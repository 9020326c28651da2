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
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Google's clients reach every model at Gemini's own paths, and Gemini's own models in their own words. */
@QuarkusTest
final class GenerateContentTest extends GatewayTest {
    private static final String HELLO = "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Say hello.\"}]}]}";
    private static final String NATIVE = """
            {"candidates": [{"content": {"parts": [{"text": "Hi","novel": {"a": 1.50}}],"role": "model"},\
            "finishReason": "STOP","index": 0}],"usageMetadata": {"promptTokenCount": 4,"candidatesTokenCount": 2,\
            "totalTokenCount": 6},"modelVersion": "gemini-2.5-flash","responseId": "r-1"}""";

    @BeforeEach
    void providers() {
        routes.provider("near", upstream.answers("near", Replies.hello()));
        routes.alias("nearby", "near/m");
    }

    private void google(String method, Reply reply) {
        upstream.answersAt("google", "models/gemini-2.5-flash:" + method, reply);
        routes.provider(new Provider("google", "gemini", upstream.uri("google"), null, null));
        routes.alias("flash", "google/gemini-2.5-flash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1beta/models/nearby:generateContent",
                "/v1beta/models/near/m:generateContent",
                "/v1beta/models/near%2Fm:generateContent",
                "/v1/models/near%2fm:generateContent",
                "/v1alpha/models/nearby%3AgenerateContent",
                "/models/nearby:generateContent",
                "/v1beta1/publishers/google/models/nearby:generateContent",
                "/v1beta1/publishers/near/models/m:generateContent",
                "/v1/projects/p/locations/europe-west4/publishers/near/models/m:generateContent"
            })
    void theModelIsInThePath(String path) {
        Response response = post(path, HELLO);
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        JsonNode candidate = response.json().at("/candidates/0");
        assertThat(candidate.at("/content/parts/0/text").textValue()).contains("Hello");
        assertThat(candidate.at("/finishReason").textValue()).isEqualTo("STOP");
        assertThat(response.json().at("/usageMetadata/totalTokenCount").asInt()).isPositive();
        assertThat(response.header("x-tollgate-model")).isEqualTo("m");
    }

    @Test
    void aStreamIsOneOfEventsOrOneArray() {
        String events = post("/v1beta/models/nearby:streamGenerateContent?alt=sse", HELLO)
                .body();
        assertThat(events).startsWith("data: {").endsWith("}\r\n\r\n").doesNotContain("[DONE]");
        Response array = post("/v1beta/models/nearby:streamGenerateContent", HELLO);
        assertThat(array.header("content-type")).startsWith("application/json");
        List<String> texts = array.json().findValuesAsText("text");
        assertThat(String.join("", texts)).contains("Hello");
        assertThat(array.json()
                        .path(array.json().size() - 1)
                        .at("/candidates/0/finishReason")
                        .textValue())
                .isEqualTo("STOP");
    }

    @Test
    void geminisOwnRequestAndReplyPassAsTheyAre() throws Exception {
        google("generateContent", Replies.status(200, NATIVE));
        String sent = "{\"model\":\"models/flash\",\"contents\":[{\"parts\":[{\"text\":\"Hi\",\"novelty\":1.0}]}],"
                + "\"generation_config\":{\"novel\":true},\"labels\":{\"a\":\"b\"},\"tools\":[{\"googleMaps\":{}}]}";
        Response response = post("/v1beta/models/flash:generateContent", sent);
        assertThat(response.body()).isEqualTo(NATIVE);
        assertThat(JsonCodec.mapper()
                        .readTree(upstream.received("google").getLast().body()))
                .isEqualTo(JsonCodec.mapper().readTree(sent.replace("\"model\":\"models/flash\",", "")));
        assertThat(ledger.awaitSettled(response.requestId())
                        .settlement()
                        .usage()
                        .totalTokens())
                .isEqualTo(6);
    }

    @Test
    void geminisOwnStreamPassesAsItIs() {
        String stream =
                "data: " + NATIVE.replace("\"finishReason\": \"STOP\",", "") + "\r\n\r\ndata: " + NATIVE + "\r\n\r\n";
        google("streamGenerateContent", Replies.events(stream));
        assertThat(post("/v1beta/models/flash:streamGenerateContent?alt=sse", HELLO)
                        .body())
                .isEqualTo(stream);
        assertThat(post("/v1beta/models/flash:streamGenerateContent", HELLO).body())
                .isEqualTo("[" + NATIVE.replace("\"finishReason\": \"STOP\",", "") + ",\r\n" + NATIVE + "\r\n]");
    }

    @Test
    void aBlockedPromptIsGooglesAnswer() {
        String blocked = "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{\"promptTokenCount\":4}}";
        google("generateContent", Replies.status(200, blocked));
        Response response = post("/v1beta/models/flash:generateContent", HELLO);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(blocked);
    }

    @Test
    void whereGeminiFailsAnotherProviderAnswersInItsWords() {
        google("generateContent", Replies.status(503, "{}"));
        routes.alias("both", "google/gemini-2.5-flash", "near/m");
        Response response = post("/v1beta/models/both:generateContent", HELLO);
        assertThat(response.json().at("/candidates/0/content/parts/0/text").textValue())
                .contains("Hello");
        assertThat(attempts(response)).last().isEqualTo("near answered");
    }

    @Test
    void whatOnlyGoogleHasIsRefusedByName() {
        Response response = post(
                "/v1beta/models/nearby:generateContent",
                HELLO.replaceFirst("}$", ",\"generationConfig\":{\"speechConfig\":{\"a\":1}}}"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/status").textValue()).isEqualTo("INVALID_ARGUMENT");
        assertThat(response.json().at("/error/message").textValue())
                .contains("generationConfig.speechConfig")
                .contains("near");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | contents
            {"contents":[]}                                     | contents
            {"contents":"Hi"}                                   | contents[0]
            {"contents":[{"role":"system","parts":[]}]}         | contents[0].role
            {"contents":[{"parts":[{"text":5}]}]}               | contents[0].parts[0].text
            {"contents":[{"parts":[{"inlineData":{}}]}]}        | contents[0].parts[0].inlineData.mimeType
            {"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"temperature":3}} | generationConfig.temperature
            {"contents":[{"parts":[{"text":"a"}]}],"generationConfig":{"maxOutputTokens":0}} | generationConfig.maxOutputTokens
            {"contents":[{"parts":[{"text":"a"}]}],"generation_config":{"seed":"x"}} | generationConfig.seed
            """)
    void aWrongRequestIsToldByField(String body, String field) {
        Response response = post("/v1beta/models/nearby:generateContent", body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().findValuesAsText("field"))
                .as(response.body())
                .containsExactly(field);
    }

    @Test
    void errorsHaveGooglesForm() {
        Response unknown = post("/v1beta/models/nobody:generateContent", HELLO);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/error/status").textValue()).isEqualTo("NOT_FOUND");
        assertThat(unknown.json().at("/error/code").intValue()).isEqualTo(404);
        Response wrongKey = GatewayClient.send(request("/v1beta/models/nearby:generateContent")
                .header("x-goog-api-key", "tg-nobody")
                .POST(BodyPublishers.ofString(HELLO)));
        assertThat(wrongKey.status()).isEqualTo(401);
        assertThat(wrongKey.json().at("/error/status").textValue()).isEqualTo("UNAUTHENTICATED");
        Response noJson = post("/v1beta/models/nearby:generateContent", "{");
        assertThat(noJson.json().at("/error/details/0/reason").textValue()).isEqualTo("INVALID_JSON");
        Response wrongMethod = GatewayClient.send(
                request("/v1beta/models/nearby:generateContent").DELETE());
        assertThat(wrongMethod.status()).isEqualTo(405);
        assertThat(wrongMethod.header("allow")).isEqualTo("POST, OPTIONS");
        assertThat(wrongMethod.json().at("/error/status").textValue()).isEqualTo("UNIMPLEMENTED");
    }

    @Test
    void aStreamThatBreaksEndsWithAnError() {
        routes.provider(
                "broken",
                upstream.answers("broken", Replies.eventsThenBreak(Replies.chunk("{\"content\":\"Hel\"}", null))));
        String events = post("/v1beta/models/broken/m:streamGenerateContent?alt=sse", HELLO)
                .body();
        assertThat(events).contains("Hel").contains("data: {\"error\":{\"code\":502");
        JsonNode array =
                post("/v1beta/models/broken/m:streamGenerateContent", HELLO).json();
        assertThat(array.path(array.size() - 1).at("/error/status").textValue()).isEqualTo("UNAVAILABLE");
    }

    @Test
    void theKeyMayBeInGooglesHeaderOrInTheQuery() {
        assertThat(GatewayClient.send(request("/v1beta/models/nearby:generateContent")
                                .header("x-goog-api-key", "tg-tester")
                                .POST(BodyPublishers.ofString(HELLO)))
                        .status())
                .isEqualTo(200);
        assertThat(GatewayClient.send(request("/v1beta/models/nearby:generateContent?key=tg-tester")
                                .POST(BodyPublishers.ofString(HELLO)))
                        .status())
                .isEqualTo(200);
        assertThat(GatewayClient.send(request("/v1/models?key=tg-tester").GET()).status())
                .as("at another API, the query holds no key")
                .isEqualTo(401);
    }

    @Test
    void aRepetitionIsReplayed() {
        String key = UUID.randomUUID().toString();
        String first = repeatable("?alt=sse", key).requestId();
        assertThat(repeatable("?alt=sse", key).header("x-tollgate-repeated")).isEqualTo(first);
        assertThat(repeatable("", key).status()).isEqualTo(422);
    }

    private Response repeatable(String query, String key) {
        return GatewayClient.send(client.request("/v1beta/models/nearby:streamGenerateContent" + query)
                .header("content-type", "application/json")
                .header("idempotency-key", key)
                .POST(BodyPublishers.ofString(HELLO)));
    }

    private Response post(String path, String body) {
        return client.post(path, body);
    }

    private HttpRequest.Builder request(String path) {
        return new GatewayClient(base, null).request(path).header("content-type", "application/json");
    }
}
