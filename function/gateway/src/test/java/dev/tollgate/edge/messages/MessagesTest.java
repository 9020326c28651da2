package dev.tollgate.edge.messages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.UsageRecord.Settlement;
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
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients of Anthropic's get besides answers, and what policies, cache and idempotency do with those. */
@QuarkusTest
final class MessagesTest extends GatewayTest {
    private static final String PATH = "/v1/messages";
    private static final String ANSWER = """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-4-5",
            "content":[{"type":"text","text":"To <EMAIL_1>."}],"stop_reason":"end_turn","stop_sequence":null,
            "usage":{"input_tokens":3,"output_tokens":2},"a_field_of_tomorrow":1}""";

    private final String name = "m" + UUID.randomUUID();
    private final String model = name + "/claude-haiku-4-5";

    @Inject
    InMemoryContentPolicies policies;

    @BeforeEach
    void providers() {
        routes.provider(anthropic(ANSWER));
        routes.provider("chat", upstream.answers("chat", Replies.hello()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | model: Field required",
                "{'model':'m'} | max_tokens: Field required",
                "{'model':'m','max_tokens':1.5} | max_tokens: Input should be a valid integer",
                "{'model':'m','max_tokens':1} | messages: Field required",
                "{'model':'m','max_tokens':1,'messages':[]} | messages: at least one message is required",
                "{'model':'m','max_tokens':1,'messages':['x']} | messages.0: Input should be an object",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user'}]} | messages.0.content: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'x','content':''}]} | messages.0.role: Input should be 'user', 'assistant' or 'system'",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':[{'type':'image'}]}]} | messages.0.content.0.source: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':[{'type':'tool_result'}]}]} | messages.0.content.0.tool_use_id: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':'x'}],'temperature':1.5} | temperature: Input should be less than or equal to 1",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':'x'}],'tools':[{'name':'t'}]} | tools.0.input_schema: Field required",
                "{'model':'m','max_tokens':1,'messages':[{'role':'user','content':'x'}],'thinking':{'type':'enabled'}} | thinking.budget_tokens: Field required"
            })
    void aWrongBodyIsNamedInAnthropicsWords(String body, String message) {
        Response response = client.post(PATH, body.replace('\'', '"'));

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().path("type").asText()).isEqualTo("error");
        assertThat(response.json().at("/error/type").asText()).isEqualTo("invalid_request_error");
        assertThat(response.json().at("/error/message").asText()).isEqualTo(message);
        assertThat(response.json().path("request_id").asText()).isEqualTo(response.header("request-id"));
    }

    @Test
    void aWrongKeyAndAnUnknownModelHaveAnthropicsTypes() {
        Response wrongKey = new GatewayClient(base, "sk-wrong").post(PATH, question("chat/m", false));
        Response unknown = client.post(PATH, question("nothing", false));

        assertThat(wrongKey.status()).isEqualTo(401);
        assertThat(wrongKey.json().at("/error/type").asText()).isEqualTo("authentication_error");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().at("/error/type").asText()).isEqualTo("not_found_error");
        assertThat(unknown.json().at("/error/details/error_code").asText()).isEqualTo("model_not_found");
    }

    @Test
    void wrongMethodsAndUnknownPathsHaveThemToo() throws IOException {
        var method = GatewayClient.open(client.request(PATH).GET());
        var path = GatewayClient.open(client.request(PATH + "/nothing").POST(BodyPublishers.noBody()));

        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("allow")).contains("POST, OPTIONS");
        assertThat(text(method.body().readAllBytes())).contains("\"type\":\"invalid_request_error\"");
        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(text(path.body().readAllBytes())).contains("\"type\":\"not_found_error\"");
    }

    @Test
    void theKeyMayBeInAnthropicsHeader() {
        Response response = GatewayClient.send(new GatewayClient(base, null)
                .request(PATH)
                .header("content-type", "application/json")
                .header("x-api-key", keys.open("anthropics"))
                .POST(BodyPublishers.ofString(question("chat/m", false))));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().at("/content/0/text").asText()).isEqualTo("Hello");
    }

    @Test
    void claudeGetsTheClientsBodyAndHeaders() {
        GatewayClient.send(client.request(PATH + "?beta=true")
                .header("content-type", "application/json")
                .header("anthropic-beta", "one-2025,two-2025")
                .header("anthropic-version", "2023-06-01")
                .POST(BodyPublishers.ofString(question(model, false))));

        var received = upstream.received(name).getLast();
        assertThat(received.body()).isEqualTo(question(model, false).replace(model, "claude-haiku-4-5"));
        assertThat(received.headers().getFirst("anthropic-beta")).isEqualTo("one-2025,two-2025");
        assertThat(received.headers().getFirst("anthropic-version")).isEqualTo("2023-06-01");
    }

    @Test
    void aPolicyMasksTheNativeBodyAndRestoresTheAnswer() {
        policies.put(new ContentPolicy("mail", Map.of("email", PolicyAction.MASK), Map.of(), Set.of(), Map.of()));
        client = caller(new ContentRules(List.of("mail"), null, false));

        Response response =
                client.post(PATH, question(model, false).replace("Say hello.", "Write to alice@example.com."));

        assertThat(upstream.received(name).getLast().body())
                .contains("<EMAIL_1>")
                .doesNotContain("alice");
        assertThat(response.json().at("/content/0/text").asText()).isEqualTo("To alice@example.com.");
        assertThat(response.json().has("a_field_of_tomorrow")).isFalse();
    }

    @Test
    void anEqualRequestIsAnsweredFromTheCache() {
        client = caller(new ContentRules(
                List.of(), new CachePolicy(60, CachePolicy.Scope.KEY, 100_000, BigDecimal.ZERO, Set.of()), false));
        Response first = client.post(PATH, question(model, false));
        Response second = client.post(PATH, question(model, false));
        Response streamed = client.post(PATH, question(model, true));

        assertThat(first.header("x-tollgate-cache")).isEqualTo("miss");
        assertThat(second.header("x-tollgate-cache")).isEqualTo("hit");
        assertThat(second.json().path("content")).isEqualTo(first.json().path("content"));
        assertThat(streamed.header("x-tollgate-cache")).isEqualTo("hit");
        assertThat(streamed.body()).contains("event: message_stop");
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
        return sendOnce(PATH, key, question(model, false));
    }

    @Test
    void theRecordHasTheTokens() {
        Response response = client.post(PATH, question(model, false));

        Settlement settlement = ledger.awaitSettled(response.requestId()).settlement();
        assertThat(settlement.usage().promptTokens()).isEqualTo(3);
        assertThat(settlement.usage().completionTokens()).isEqualTo(2);
    }

    @Test
    void claudeCountsItsTokensItself() {
        upstream.answersAt(name, "messages/count_tokens", Replies.status(200, "{\"input_tokens\":42}"));

        Response counted = client.post(PATH + "/count_tokens", countQuestion(model));

        assertThat(counted.json()).hasToString("{\"input_tokens\":42}");
        assertThat(counted.header("x-tollgate-token-count")).isEqualTo("provider");
        assertThat(ledger.knows(counted.requestId())).isFalse();
    }

    @Test
    void theGatewayEstimatesForOthersAndWhereNobodyCounts() {
        for (String other : List.of("chat/m", model)) {
            Response counted = client.post(PATH + "/count_tokens", countQuestion(other));

            assertThat(counted.json().path("input_tokens").asLong()).isBetween(5L, 50L);
            assertThat(counted.header("x-tollgate-token-count")).isEqualTo("estimate");
        }
    }

    @Test
    void theListOfModelsHasAnthropicsFormPageByPage() {
        routes.alias("claude-a", "chat/m");
        routes.alias("claude-b", "chat/m");
        JsonNode first = models("?limit=1").json();
        JsonNode next =
                models("?limit=1&after_id=" + first.path("last_id").asText()).json();
        JsonNode back =
                models("?limit=1&before_id=" + next.path("first_id").asText()).json();

        assertThat(first.at("/data/0/type").asText()).isEqualTo("model");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(next.at("/data/0/id").asText())
                .isGreaterThan(first.at("/data/0/id").asText());
        assertThat(back.path("data")).isEqualTo(first.path("data"));
        assertThat(models("/claude-a").json().path("display_name").asText()).isEqualTo("claude-a");
        assertThat(models("?limit=0").status()).isEqualTo(400);
        assertThat(client.get("/v1/models").json().path("object").asText()).isEqualTo("list");
    }

    private Response models(String rest) {
        return GatewayClient.send(client.request("/v1/models" + rest)
                .header("anthropic-version", "2023-06-01")
                .GET());
    }

    private Provider anthropic(String answer) {
        return new Provider(
                name, "anthropic", upstream.answersAt(name, "messages", Replies.status(200, answer)), "sk-ant", null);
    }

    private GatewayClient caller(ContentRules rules) {
        String secret = "sk-" + UUID.randomUUID();
        keys.put(ApiKey.builder(secret, KeyHash.of(secret)).content(rules).build());
        return new GatewayClient(base, secret);
    }

    private static String question(String model, boolean streamed) {
        return "{\"model\":\"" + model
                + "\",\"max_tokens\":64,\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]"
                + (streamed ? ",\"stream\":true}" : "}");
    }

    private static String countQuestion(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Say hello.\"}]}";
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
