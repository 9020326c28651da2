package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.client.SampleForm;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.strict.BatchAnswers;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be a batch, and who may see it. */
@QuarkusTest
final class BatchRulesTest extends BatchTest {
    @Inject
    InMemoryContentPolicies policies;

    static Stream<Arguments> badLines() {
        String good = line("a", "batches/m", "Hi.");
        return Stream.of(
                Arguments.of("{", "Line 1: ", null),
                Arguments.of(good + "\n[]", "Line 2: ", null),
                Arguments.of(good + "\n" + good, "Line 2: ", "custom_id"),
                Arguments.of(good.replace("\"a\"", "\"\""), "Line 1: ", "custom_id"),
                Arguments.of(good.replace("POST", "GET"), "Line 1: ", "method"),
                Arguments.of(good.replace(CHATS, "/v1/images/generations"), "Line 1: ", "url"),
                Arguments.of(good.replace("\"messages\"", "\"stream\":true,\"messages\""), "Line 1: ", "stream"),
                Arguments.of(good.replace("\"messages\"", "\"n\":0,\"messages\""), "Line 1: ", "n"),
                Arguments.of(good + "\n" + line("b", "batches/other", "Hi."), "Line 2: ", "model"),
                Arguments.of(
                        good + "\n" + good.replace(CHATS, "/v1/embeddings").replace("\"a\"", "\"b\""),
                        "Line 2: ",
                        "url"),
                Arguments.of(
                        line("a", "plain/m", "Hi."),
                        "Unsupported parameter: 'model': plain has no batches of",
                        "model"),
                Arguments.of(line("a", "nobody/m", "Hi."), "Line 1: ", "model"));
    }

    @ParameterizedTest
    @MethodSource("badLines")
    void aFileWithALineThatCannotBeSentIsRefused(String file, String message, String field) {
        routes.provider("plain", upstream.answers("plain", Replies.hello()));
        Response response = upload(client, file);
        assertThat(response.status()).isBetween(400, 404);
        assertThat(response.json().at("/error/message").asText()).startsWith(message);
        assertThat(response.json().at("/error/param").textValue()).isEqualTo(field);
        assertThat(providers.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"purpose,assistants", "purpose,fine-tune", "expires_after[seconds],1", "color,red"})
    void aFileForAnotherPurposeIsRefusedByName(String field, String value) {
        SampleForm form = new SampleForm()
                .file(
                        "file",
                        "application/octet-stream",
                        line("a", "batches/m", "Hi.").getBytes(StandardCharsets.UTF_8))
                .with(field, value);
        SampleForm whole = field.equals("purpose") ? form : form.with("purpose", "batch");
        Response response = GatewayClient.send(whole.post(client, "/v1/files"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({"endpoint,/v1/embeddings", "completion_window,1h", "input_file_id,5", "output_expires_after,{}"})
    void aBatchThatNobodyHasIsRefusedByName(String field, String value) {
        String file =
                upload(client, line("a", "batches/m", "Hi.")).json().path("id").asText();
        var order = JSON.createObjectNode()
                .put("input_file_id", file)
                .put("endpoint", CHATS)
                .put("completion_window", "24h");
        order.set(
                field,
                value.equals("5") || value.equals("{}")
                        ? read(value)
                        : JSON.getNodeFactory().textNode(value));
        Response response = client.post("/v1/batches", order.toString());
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText()).isEqualTo(field);
    }

    @Test
    void anotherKeySeesNothing() {
        JsonNode created = created(client, line("a", "batches/m", "Hi."));
        String batch = "/v1/batches/" + created.path("id").asText();
        String file = "/v1/files/" + created.path("input_file_id").asText();
        GatewayClient other = new GatewayClient(base, keys.open("another"));

        assertThat(other.get(batch).json().at("/error/code").asText()).isEqualTo("batch_not_found");
        assertThat(other.post(batch + "/cancel", "").status()).isEqualTo(404);
        assertThat(other.get(file).json().at("/error/code").asText()).isEqualTo("file_not_found");
        assertThat(other.get(file + "/content").status()).isEqualTo(404);
        assertThat(other.get("/v1/files").json().path("data")).isEmpty();
        assertThat(other.get("/v1/batches").json().path("data")).isEmpty();
        assertThat(create(other, created.path("input_file_id").asText()).status())
                .isEqualTo(404);
        assertThat(client.get(batch).status()).isEqualTo(200);
    }

    @Test
    void aDeletedFileIsGone() {
        String file = "/v1/files/"
                + upload(client, line("a", "batches/m", "Hi."))
                        .json()
                        .path("id")
                        .asText();
        assertThat(client.get(file + "/content").body()).isEqualTo(line("a", "batches/m", "Hi.") + "\n");
        Response deleted = GatewayClient.send(client.request(file).DELETE());
        assertThat(deleted.json().path("deleted").asBoolean()).isTrue();
        assertThat(client.get(file).status()).isEqualTo(404);
        assertThat(client.get(file + "/content").status()).isEqualTo(404);
    }

    @Test
    void theSameRequestAgainCreatesNoOtherBatch() {
        String file =
                upload(client, line("a", "batches/m", "Hi.")).json().path("id").asText();
        String first = repeatable(file).json().path("id").asText();
        assertThat(repeatable(file).json().path("id").asText()).isEqualTo(first);
        assertThat(providers.calls()).filteredOn("POST /openai/batches"::equals).hasSize(1);
    }

    private Response repeatable(String file) {
        String order =
                "{\"input_file_id\":\"" + file + "\",\"endpoint\":\"" + CHATS + "\",\"completion_window\":\"24h\"}";
        return GatewayClient.send(client.request("/v1/batches")
                .header("content-type", "application/json")
                .header("idempotency-key", file)
                .POST(BodyPublishers.ofString(order)));
    }

    @Test
    void aCancelledBatchEndsAtItsProvider() {
        JsonNode created = created(client, line("a", "batches/m", "Hi."));
        Response cancelled = client.post("/v1/batches/" + created.path("id").asText() + "/cancel", "");
        assertThat(cancelled.json().path("status").asText()).isEqualTo("cancelling");
        assertThat(cancelled.json().path("cancelling_at").isIntegralNumber()).isTrue();
    }

    @Test
    void policiesActOnEachLineAndEachAnswer() {
        policies.put(new ContentPolicy(
                "mail", Map.of("email", PolicyAction.MASK), Map.of("email", PolicyAction.REDACT), Set.of(), Map.of()));
        GatewayClient masked = caller("masked-batches", "mail");
        JsonNode created = created(masked, line("a", "batches/m", "Write to ada@example.com."));
        assertThat(masked.get("/v1/files/" + created.path("input_file_id").asText() + "/content")
                        .body())
                .contains("Write to <EMAIL_1>.");
        assertThat(providers.bodies().getFirst().at("/messages/0/content").asText())
                .isEqualTo("Write to <EMAIL_1>.");

        providers.end((_, _) -> BatchAnswers.answered("Or to bob@example.com."));
        follow();
        client = masked;
        JsonNode answer = lines(batch(created).path("output_file_id").asText()).get("a");
        assertThat(answer.at("/response/body/choices/0/message/content").asText())
                .doesNotContain("bob@example.com");
    }

    @Test
    void aLineThatAPolicyDeniesRefusesTheFile() {
        policies.put(new ContentPolicy("no-mail", Map.of("email", PolicyAction.DENY), Map.of(), Set.of(), Map.of()));
        Response response = upload(
                caller("denied-batches", "no-mail"),
                line("a", "batches/m", "Hi."),
                line("b", "batches/m", "Write to ada@example.com."));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/message").asText()).startsWith("Line 2: ");
        assertThat(response.json().at("/error/code").asText()).isEqualTo("content_policy_violation");
    }

    /** It comes back as the client wrote it, so that nothing can take its place. */
    @ParameterizedTest
    @EnumSource(
            value = PolicyAction.class,
            names = {"MASK", "REDACT", "DENY"})
    void aValueInACustomIdRefusesTheFile(PolicyAction action) {
        policies.put(new ContentPolicy("ids", Map.of("email", action), Map.of(), Set.of(), Map.of()));
        Response response = upload(
                caller("ids-" + action, "ids"),
                line("a", "batches/m", "Hi."),
                line("ada@example.com", "batches/m", "Hi."));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().at("/error/message").asText()).startsWith("Line 2: ");
        assertThat(response.json().at("/error/param").asText()).isEqualTo("custom_id");
        assertThat(providers.calls()).isEmpty();
    }

    private GatewayClient caller(String id, String policy) {
        String secret = "tg-" + id;
        keys.put(ApiKey.builder(id, KeyHash.of(secret))
                .content(new ContentRules(List.of(policy), null, false))
                .build());
        return new GatewayClient(base, secret);
    }
}
