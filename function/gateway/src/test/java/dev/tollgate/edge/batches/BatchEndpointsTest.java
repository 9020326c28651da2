package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.Response;
import dev.tollgate.fake.InMemoryContentPolicies;
import dev.tollgate.fake.InMemoryStoredFiles;
import dev.tollgate.guardrail.ContentPolicy;
import dev.tollgate.guardrail.PolicyAction;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.Usage;
import dev.tollgate.strict.BatchAnswers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of other endpoints than chat's: {@code native/…} has OpenAI's Responses API, the others get chats. */
@QuarkusTest
final class BatchEndpointsTest extends BatchTest {
    private static final String RESPONSES = "/v1/responses";
    private static final String RESPONSE = """
            {"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m-2026","a_field_of_tomorrow":1,
            "output":[{"type":"message","id":"msg_1","role":"assistant","status":"completed",
            "content":[{"type":"output_text","text":"A to <EMAIL_1>.","annotations":[]}]}],
            "usage":{"input_tokens":10,"output_tokens":5,"total_tokens":15}}""";

    /** The result of a tool in Anthropic's form: each becomes a message of its own. */
    private static final String RESULT = "{\"type\":\"tool_result\",\"tool_use_id\":\"t\",\"content\":\"1\"}";

    @Inject
    InMemoryContentPolicies policies;

    @Inject
    InMemoryStoredFiles files;

    @BeforeEach
    void aProviderWithResponses() {
        routes.provider(provider("native", "openai", providers.uri("openai"), true));
    }

    @Test
    void aResponseAtOpenAiPassesAsItIs() {
        JsonNode batch =
                created(RESPONSES, lineOf(RESPONSES, "native/m", "\"input\":\"Say a.\",\"truncation\":\"auto\""));
        JsonNode sent = providers.bodies().getFirst();

        assertThat(sent).isEqualTo(read("""
                {"model":"m","input":"Say a.","truncation":"auto","store":false}"""));
        assertThat(batch.path("endpoint").asText()).isEqualTo(RESPONSES);
        JsonNode answer = answered(batch, read(RESPONSE));
        assertThat(answer.at("/response/body")).isEqualTo(read(RESPONSE));
        assertThat(usage(answer).totalTokens()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batches/m", "claude/claude-haiku-4-5"})
    void aResponseElsewhereIsTranslatedThereAndBack(String model) {
        JsonNode batch = created(
                RESPONSES,
                lineOf(
                        RESPONSES,
                        model,
                        "\"input\":\"Say a.\",\"instructions\":\"Be brief.\",\"max_output_tokens\":9"));
        JsonNode sent = providers.bodies().getFirst();
        assertThat(sent.path("messages").path(sent.path("messages").size() - 1).toString())
                .contains("Say a.");
        assertThat(sent.has("input")).isFalse();

        JsonNode body = answered(batch, chat(model)).at("/response/body");

        assertThat(body.path("object").asText()).isEqualTo("response");
        assertThat(body.path("status").asText()).isEqualTo("completed");
        assertThat(body.at("/output/0/content/0/text").asText()).isEqualTo("A.");
        assertThat(body.path("instructions").asText()).isEqualTo("Be brief.");
        assertThat(body.at("/usage/output_tokens").asInt()).isEqualTo(5);
    }

    @Test
    void aResponseKnowsItsModelAlthoughItsFileIsDeleted() {
        JsonNode batch = created(RESPONSES, lineOf(RESPONSES, "batches/m", "\"input\":\"Say a.\""));
        GatewayClient.send(
                client.request("/v1/files/" + batch.path("input_file_id").asText())
                        .DELETE());

        JsonNode body = answered(batch, chat("batches/m")).at("/response/body");

        assertThat(body.at("/output/0/content/0/text").asText()).isEqualTo("A.");
        assertThat(body.path("model").asText()).isEqualTo("m-2026");
    }

    @Test
    void anInputThatCannotBeReadAnyMoreWithholdsNoAnswer() {
        JsonNode batch = created(RESPONSES, lineOf(RESPONSES, "batches/m", "\"input\":\"Say a.\""));
        StoredFile input =
                files.find("tester", batch.path("input_file_id").asText()).orElseThrow();
        files.put(input, "{".getBytes(StandardCharsets.UTF_8));

        JsonNode body = answered(batch, chat("batches/m")).at("/response/body");

        assertThat(body.at("/output/0/content/0/text").asText()).isEqualTo("A.");
    }

    @Test
    void onlyAnAnswerThatRepeatsItsRequestNeedsTheInput() {
        JsonNode passed = created(RESPONSES, lineOf(RESPONSES, "native/m", "\"input\":\"Say a.\""));
        int reads = files.reads();
        answered(passed, read(RESPONSE));
        assertThat(files.reads()).isEqualTo(reads);

        JsonNode failed = created(RESPONSES, lineOf(RESPONSES, "batches/m", "\"input\":\"Say a.\""));
        reads = files.reads();
        providers.end((_, _) -> refused());
        follow();
        assertThat(lines(batch(failed).path("error_file_id").asText())).containsKey("a");
        assertThat(files.reads()).isEqualTo(reads);
    }

    @Test
    void aCompletionIsAChatForItsProvider() {
        JsonNode batch = created("/v1/completions", lineOf("/v1/completions", "batches/m", "\"prompt\":\"Say a.\""));
        assertThat(providers.bodies().getFirst().at("/messages/0/content").asText())
                .isEqualTo("Say a.");

        JsonNode body = answered(batch, chat("batches/m")).at("/response/body");

        assertThat(body.path("object").asText()).isEqualTo("text_completion");
        assertThat(body.at("/choices/0/text").asText()).isEqualTo("A.");
    }

    @Test
    void aModerationPassesAsItIs() {
        JsonNode batch = created("/v1/moderations", lineOf("/v1/moderations", "batches/m", "\"input\":[\"a\"]"));
        assertThat(providers.bodies().getFirst()).isEqualTo(read("{\"model\":\"m\",\"input\":[\"a\"]}"));
        JsonNode verdict = read("{\"id\":\"modr-1\",\"model\":\"m\",\"results\":[{\"flagged\":false}]}");

        assertThat(answered(batch, verdict).at("/response/body")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/responses | native/m | \"input\":\"Write to ada@example.com.\"",
                "/v1/completions | batches/m | \"prompt\":\"Write to ada@example.com.\"",
                "/v1/moderations | batches/m | \"input\":\"Write to ada@example.com.\""
            })
    void aMaskedLineIsKeptAndSentMasked(String url, String model, String body) {
        policies.put(new ContentPolicy("mail", Map.of("email", PolicyAction.MASK), Map.of(), Set.of(), Map.of()));
        keys.put(ApiKey.builder("masked", KeyHash.of("tg-masked"))
                .content(new ContentRules(List.of("mail"), null, false))
                .build());
        client = new GatewayClient(base, "tg-masked");

        JsonNode batch = created(url, lineOf(url, model, body));

        String kept = client.get("/v1/files/" + batch.path("input_file_id").asText() + "/content")
                .body();
        assertThat(kept).contains("Write to <EMAIL_1>.", url).doesNotContain("ada@");
        assertThat(providers.bodies().getFirst().toString())
                .contains("Write to <EMAIL_1>.")
                .doesNotContain("ada@");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/responses | native/m | \"input\":\"a\",\"previous_response_id\":\"resp_1\" | previous_response_id",
                "/v1/responses | native/m | \"input\":\"a\",\"background\":true | background",
                "/v1/responses | native/m | \"input\":\"a\",\"stream\":true | stream",
                "/v1/responses | native/m | \"input\":\"a\",\"max_output_tokens\":0 | max_output_tokens",
                "/v1/chat/completions | batches/m | \"messages\":[{\"role\":\"user\",\"content\":[" + RESULT + ","
                        + RESULT + "]},{\"role\":\"user\"}] | messages[1].content",
                "/v1/responses | claude/m | \"input\":\"a\",\"tools\":[{\"type\":\"file_search\"}] | tools[0]",
                "/v1/completions | batches/m | \"prompt\":\"a\",\"echo\":true | echo",
                "/v1/moderations | claude/m | \"input\":\"a\" | model"
            })
    void whatABatchDoesNotHaveIsRefusedByName(String url, String model, String body, String field) {
        Response refused = upload(client, lineOf(url, model, body));
        if (refused.status() == 200) {
            refused = create(client, refused.json().path("id").asText(), url);
        }

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/error/param").asText()).isEqualTo(field);
    }

    private static String lineOf(String url, String model, String body) {
        return "{\"custom_id\":\"a\",\"method\":\"POST\",\"url\":\"" + url + "\",\"body\":{\"model\":\"" + model + "\","
                + body + "}}";
    }

    private JsonNode created(String url, String line) {
        return create(client, upload(client, line).json().path("id").asText(), url)
                .json();
    }

    /** The result of the only line, once its provider has answered it. */
    private JsonNode answered(JsonNode batch, JsonNode body) {
        providers.end((_, _) -> body.has("type") ? body : response(body));
        follow();
        return lines(batch(batch).path("output_file_id").asText()).get("a");
    }

    private static JsonNode response(JsonNode body) {
        ObjectNode response = JSON.createObjectNode().put("status_code", 200).put("request_id", "r1");
        return response.set("body", body);
    }

    /** What a provider answers to a chat: OpenAI's body, or Anthropic's result. */
    private static JsonNode chat(String model) {
        return model.startsWith("claude/")
                ? read("""
                        {"type":"succeeded","message":{"id":"msg_1","type":"message","role":"assistant",
                        "model":"claude-haiku-4-5","stop_reason":"end_turn","content":[{"type":"text","text":"A."}],
                        "usage":{"input_tokens":10,"output_tokens":5}}}""")
                : BatchAnswers.answered("A.").path("body");
    }

    private Usage usage(JsonNode line) {
        return ledger.awaitSettled(line.at("/response/request_id").asText())
                .settlement()
                .usage();
    }
}
