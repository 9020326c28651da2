package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The caller's preferences, the key's requirements and the models' capabilities decide which target receives the request. */
@QuarkusTest
final class RouteHeaderTest extends GatewayTest {
    private static final String HEADER = "x-tollgate-route";
    private static final String PICTURE =
            "[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://a.example/b.png\"}}]";

    @BeforeEach
    void threeProviders() {
        routes.provider(new Provider(
                "first",
                "openai",
                upstream.answers("first", Replies.hello()),
                null,
                null,
                null,
                new DataTerms(Set.of("us"), true, true),
                Map.of("m", new ModelTraits(false, null, null, null, 1_000, null, null))));
        routes.provider(new Provider(
                "second",
                "openai",
                upstream.answers("second", Replies.hello()),
                null,
                null,
                null,
                new DataTerms(Set.of("eu"), false, false),
                Map.of("m", new ModelTraits(null, null, null, null, 4_000, null, null))));
        routes.provider("broken", upstream.answers("broken", Replies.status(500, "{}")));
        routes.alias("pair", "first/m", "second/m");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        order=second             | second
        order=second; ignore=second | first
        only=first/m             | first
        ignore=first             | second
        strategy=ordered         | first
        """)
    void theHeaderChoosesAmongTheAliasesTargets(String header, String provider) {
        assertThat(chat(client, question("pair"), header).header("x-tollgate-provider"))
                .isEqualTo(provider);
    }

    @Test
    void theOtherApisTakeItToo() {
        upstream.embeds("second", Replies.status(200, """
            {"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":[0.5]}],
            "usage":{"prompt_tokens":1,"total_tokens":1}}\
            """));
        assertThat(post("/v1/completions", "{\"model\":\"pair\",\"prompt\":\"Hi\"}", "only=second")
                        .header("x-tollgate-provider"))
                .isEqualTo("second");
        assertThat(post("/v1/embeddings", "{\"model\":\"pair\",\"input\":\"Hi\"}", "only=second")
                        .header("x-tollgate-provider"))
                .isEqualTo("second");
    }

    @Test
    void aHeaderThatCannotBeReadIsRefusedByItsName() {
        Response response = chat(client, question("pair"), "only=nobody");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"The header x-tollgate-route names 'nobody', which is neither a"
                        + " provider nor a model known here.\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"x-tollgate-route\",\"code\":\"invalid_value\"}}");
    }

    @Test
    void theHeaderReachesNothingThatTheKeyMayNotAsk() {
        keys.put(key("narrow", Set.of("first/m"), null));
        Response response = chat(new GatewayClient(base, "tg-narrow"), question("first/m"), "only=second");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo(HEADER);
    }

    @Test
    void modelsAreTriedAfterTheModelAndAreNotPassedOn() {
        Response response = client.chat(with(question("broken/m"), "\"models\":[\"second/m\",\"first/m\"]"));
        assertThat(attempts(response)).containsExactly("broken: upstream_failed", "second answered");
        assertThat(upstream.received("second").getLast().body()).doesNotContain("models");
        assertThat(upstream.received("broken").getLast().body()).doesNotContain("models");
    }

    @Test
    void modelsMayStandAloneAlsoInTheApiBeforeChat() {
        Response chat = client.chat(
                "{\"models\":[\"broken/m\",\"pair\"],\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        assertThat(attempts(chat)).containsExactly("broken: upstream_failed", "first answered");
        Response completion =
                client.post("/v1/completions", "{\"models\":[\"broken/m\",\"second/m\"],\"prompt\":\"Hi\"}");
        assertThat(attempts(completion)).containsExactly("broken: upstream_failed", "second answered");
        assertThat(upstream.received("second").getLast().body()).doesNotContain("models");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "models":["second/m"]      | 403 | models    | This API key may not use the model 'second/m'.
        "models":["first/m",null]  | 400 | models[1] | Missing required parameter: 'models[1]'.
        "models":[""]              | 400 | models[0] | Missing required parameter: 'models[0]'.
        "models":"second/m"        | 400 | models    | -
        """)
    void eachOfTheModelsMustBeAllowedAndAName(String field, int status, String param, String message) {
        keys.put(key("narrow", Set.of("first/m"), null));
        Response response = new GatewayClient(base, "tg-narrow").chat(with(question("first/m"), field));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json().at("/error/param").asText()).isEqualTo(param);
        if (!message.equals("-")) {
            assertThat(response.json().at("/error/message").asText()).isEqualTo(message);
        }
    }

    @Test
    void modelsThatDoNotExistAreNotFoundAndVectorsHaveNone() {
        Response missing = client.chat(with(question("first/m"), "\"models\":[\"gone/m\"]"));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.json().at("/error/param").asText()).isEqualTo("models");
        Response vectors =
                client.post("/v1/embeddings", "{\"model\":\"first/m\",\"models\":[\"second/m\"],\"input\":\"Hi\"}");
        assertThat(vectors.status()).isEqualTo(400);
        assertThat(vectors.json().at("/error/code").asText()).isEqualTo("unsupported_parameter");
    }

    @Test
    void aModelThatCannotSeeIsNotShownAPicture() {
        Response response = client.chat(question("pair").replace("\"Say hello.\"", PICTURE));
        assertThat(attempts(response)).containsExactly("second answered");
        Response alone = client.chat(question("first/m").replace("\"Say hello.\"", PICTURE));
        assertThat(alone.status()).isEqualTo(400);
        assertThat(alone.json().at("/error/message").asText())
                .isEqualTo(
                        "No target of the model 'first/m' can serve this request: first/m (it does not take images).");
    }

    @Test
    void aPromptGoesWhereItFitsAndNowhereElse() {
        String long2000 = question("pair").replace("Say hello.", "word ".repeat(2_000));
        assertThat(attempts(client.chat(long2000))).containsExactly("second answered");
        int asked = upstream.received("second").size();
        Response tooLong = client.chat(question("pair").replace("Say hello.", "word ".repeat(9_000)));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.json().at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(tooLong.json().at("/error/param").asText()).isEqualTo("messages");
        assertThat(upstream.received("second")).hasSize(asked);
    }

    @Test
    void whatAKeyDemandsHoldsForEveryAlias() {
        keys.put(key("european", Set.of(), new RoutingRequirements(Set.of("eu"), false, false, null)));
        GatewayClient european = new GatewayClient(base, "tg-european");
        assertThat(attempts(european.chat(question("pair")))).containsExactly("second answered");
        Response refused = european.chat(question("first/m"));
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body())
                .isEqualTo("{\"error\":{\"message\":\"No target of the model 'first/m' can serve this request: first/m"
                        + " (this API key requires regions"
                        + " eu).\",\"type\":\"invalid_request_error\",\"param\":\"model\","
                        + "\"code\":\"model_not_found\"}}");
    }

    private Response chat(GatewayClient caller, String json, String header) {
        return GatewayClient.send(caller.request("/v1/chat/completions")
                .header("content-type", "application/json")
                .header(HEADER, header)
                .POST(BodyPublishers.ofString(json)));
    }

    private Response post(String path, String json, String header) {
        return GatewayClient.send(client.request(path)
                .header("content-type", "application/json")
                .header(HEADER, header)
                .POST(BodyPublishers.ofString(json)));
    }

    private static String with(String question, String field) {
        return question.replaceFirst("}$", "," + field + "}");
    }

    private static ApiKey key(String id, Set<String> aliases, RoutingRequirements require) {
        return ApiKey.builder(id, KeyHash.of("tg-" + id))
                .aliases(aliases)
                .require(require)
                .build();
    }
}
