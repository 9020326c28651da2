package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.CachePolicy;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies, cache, idempotency and fail-over do with responses of a provider that has the Responses API itself. */
@QuarkusTest
final class NativeResponsesTest extends GatewayTest {
    private static final String PATH = "/v1/responses";
    private static final String ANSWER = """
            {"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"gpt-4o","output":[
            {"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","annotations":[],"text":"To <EMAIL_1>."}]},
            {"id":"fc_1","type":"function_call","status":"completed","call_id":"c1","name":"mail","arguments":"{\\"to\\":\\"<EMAIL_1>\\"}"}],
            "usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5},"a_field_of_tomorrow":1}""";

    private final String name = "r" + UUID.randomUUID();
    private final String model = name + "/gpt-4o";

    @Inject
    InMemoryContentPolicies policies;

    @BeforeEach
    void providers() {
        routes.provider(azure(name, ANSWER));
        routes.provider("chat", upstream.answers("chat", Replies.hello()));
        routes.provider(new Provider(
                "broken",
                "azure",
                upstream.answersAt("broken", "openai/v1/responses", Replies.status(500, "{}")),
                "k",
                null));
        routes.alias("pair", "broken/gpt-4o", "chat/m");
    }

    private static Provider azure(String provider, String answer) {
        return new Provider(
                provider,
                "azure",
                upstream.answersAt(provider, "openai/v1/responses", Replies.status(200, answer)),
                "sk-azure",
                null);
    }

    @Test
    void theReplyIsTheProvidersAndTheBodyTheClients() {
        Response response = client.post(PATH, body("\"Say hello.\",\"store\":false"));

        assertThat(response.body()).isEqualTo(ANSWER);
        assertThat(upstream.received(name).getLast().path()).endsWith("/openai/v1/responses");
        assertThat(upstream.received(name).getLast().body())
                .isEqualTo("{\"model\":\"gpt-4o\",\"input\":\"Say hello.\",\"store\":false}");
        assertThat(ledger.awaitSettled(response.requestId())
                        .settlement()
                        .usage()
                        .totalTokens())
                .isEqualTo(5);
    }

    @Test
    void aPolicyMasksTheNativeBodyAndRestoresTextAndArguments() {
        policies.put(new ContentPolicy("mail", Map.of("email", PolicyAction.MASK), Map.of(), Set.of(), Map.of()));
        client = caller(new ContentRules(List.of("mail"), null, false));

        Response response = client.post(PATH, body("\"Write to alice@example.com.\""));

        assertThat(upstream.received(name).getLast().body())
                .contains("<EMAIL_1>")
                .doesNotContain("alice");
        assertThat(response.json().at("/output/0/content/0/text").asText()).isEqualTo("To alice@example.com.");
        assertThat(response.json().at("/output/1/arguments").asText()).isEqualTo("{\"to\":\"alice@example.com\"}");
        assertThat(response.json().has("a_field_of_tomorrow")).isFalse();
    }

    @Test
    void anEqualRequestIsAnsweredFromTheCacheInItsOwnForm() {
        client = caller(new ContentRules(
                List.of(), new CachePolicy(60, CachePolicy.Scope.KEY, 100_000, BigDecimal.ZERO, Set.of()), false));
        Response first = client.post(PATH, body("\"Say hello.\""));
        Response second = client.post(PATH, body("\"Say hello.\""));

        assertThat(first.header("x-tollgate-cache")).isEqualTo("miss");
        assertThat(second.header("x-tollgate-cache")).isEqualTo("hit");
        assertThat(second.json().at("/output/0/content/0/text"))
                .isEqualTo(first.json().at("/output/0/content/0/text"));
        assertThat(second.json().at("/output/1/call_id").asText()).isEqualTo("c1");
        assertThat(upstream.received(name)).hasSize(1);
    }

    @Test
    void aRequestThatIsSentAgainIsAnsweredOnce() {
        String key = UUID.randomUUID().toString();
        Response first = again(key);
        Response second = again(key);

        assertThat(second.body()).isEqualTo(first.body()).isEqualTo(ANSWER);
        assertThat(second.header("x-tollgate-repeated")).isEqualTo(first.requestId());
        assertThat(upstream.received(name)).hasSize(1);
    }

    private Response again(String key) {
        return sendOnce(PATH, key, body("\"Say hello.\""));
    }

    @Test
    void aTargetWithoutTheApiTakesOver() {
        Response response =
                client.post(PATH, body("\"Say hello.\",\"truncation\":\"auto\"").replace(model, "pair"));

        assertThat(response.json().at("/output/0/content/0/text").asText()).isEqualTo("Hello");
        assertThat(response.header("x-tollgate-dropped")).isEqualTo("truncation");
        assertThat(attempts(response)).containsExactly("broken: upstream_failed", "chat answered");
    }

    private GatewayClient caller(ContentRules rules) {
        String secret = "sk-" + UUID.randomUUID();
        keys.put(ApiKey.builder(secret, KeyHash.of(secret)).content(rules).build());
        return new GatewayClient(base, secret);
    }

    private String body(String input) {
        return "{\"model\":\"" + model + "\",\"input\":" + input + "}";
    }
}
