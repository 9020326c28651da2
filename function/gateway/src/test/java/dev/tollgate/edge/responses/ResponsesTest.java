package dev.tollgate.edge.responses;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Responses API is other words for the same call. */
@QuarkusTest
final class ResponsesTest extends GatewayTest {

    @BeforeEach
    void aProvider() {
        routes.provider("text", upstream.answers("text", Replies.hello()));
        routes.provider("bad", upstream.answers("bad", Replies.status(500, "{}")));
        routes.provider(
                "cut", upstream.answers("cut", Replies.eventsThenBreak(Replies.chunk("{\"content\":\"Hel\"}", null))));
        routes.alias("pair", "bad/m", "text/m");
    }

    @Test
    void theInputIsSentAsAChat() throws JsonProcessingException {
        Response response = respond("text/m", "\"Say hello.\",\"instructions\":\"Be kind.\",\"max_output_tokens\":9");
        assertThat(response.status()).isEqualTo(200);
        assertThat(json(upstream.received("text").getLast().body()))
                .isEqualTo(json("{\"model\":\"m\",\"messages\":[{\"role\":\"system\",\"content\":\"Be kind.\"},"
                        + "{\"role\":\"user\",\"content\":\"Say hello.\"}],\"max_completion_tokens\":9}"));
    }

    @Test
    void aWholeResponseRepeatsWhatWasAsked() {
        JsonNode response =
                respond("text/m", "\"Say hello.\",\"metadata\":{\"a\":\"b\"}").json();
        assertThat(response.path("id").asText()).startsWith("resp_");
        assertThat(response.path("status").asText()).isEqualTo("completed");
        assertThat(response.at("/output/0/content/0/text").asText()).isEqualTo("Hello");
        assertThat(response.at("/metadata/a").asText()).isEqualTo("b");
        assertThat(response.at("/usage/input_tokens").asLong()).isEqualTo(3);
        assertThat(response.at("/usage/total_tokens").asLong()).isEqualTo(4);
    }

    @Test
    void aStreamHasAnEventForEachStep() {
        Response response = respond("pair", "\"Say hello.\",\"stream\":true");
        assertThat(types(response))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(response.header("x-tollgate-provider")).isEqualTo("text");
    }

    @Test
    void aStreamThatBreaksEndsWithAFailedResponse() {
        Response response = respond("cut/m", "\"Say hello.\",\"stream\":true");
        assertThat(types(response)).endsWith("response.failed").contains("response.output_text.delta");
        assertThat(response.body()).contains("\"error\":{\"code\":\"upstream_failed\"");
    }

    @Test
    void theVersionMayBeLeftOut() {
        Response response = client.post("/responses", "{\"model\":\"text/m\",\"input\":\"Say hello.\"}");
        assertThat(response.json().at("/output/0/content/0/text").asText()).isEqualTo("Hello");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'[{\"role\":\"user\"}]',input[0].content",
                "'[{\"role\":\"nobody\",\"content\":\"x\"}]',input[0].role",
                "'[\"x\"]',input[0]",
                "'[]',input",
                "'[{\"role\":\"user\",\"content\":[{\"type\":\"input_image\"}]}]',input[0].content[0].image_url",
                "'[{\"type\":\"function_call\",\"name\":\"f\",\"arguments\":\"{}\"}]',input[0].call_id",
                "'[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]',input[0].type",
                "'\"x\",\"previous_response_id\":\"resp_1\"',previous_response_id",
                "'\"x\",\"background\":true',background",
                "'\"x\",\"conversation\":\"conv_1\"',conversation",
                "'\"x\",\"max_tokens\":5',max_tokens",
                "'\"x\",\"Max_Output_Tokens\":5',Max_Output_Tokens",
                "'\"x\",\"max_output_tokens\":0',max_output_tokens",
                "'\"x\",\"temperature\":3',temperature",
                "'\"x\",\"tools\":[{\"type\":\"function\"}]',tools[0].name",
                "'\"x\",\"tools\":[{\"type\":\"function\",\"name\":\"f\"},{\"type\":\"mcp\"}]',tools[1]",
                "'\"x\",\"text\":{\"format\":{\"type\":\"json_schema\"}}',text.format.name",
                "'\"x\",\"tool_choice\":{\"type\":\"mcp\"}',tool_choice",
            })
    void aWrongFieldIsNamedInTheClientsWords(String input, String field) {
        Response response = respond("text/m", input);
        assertThat(response.status()).as(response.body()).isEqualTo(400);
        assertThat(response.json().at("/error/param").asText())
                .as(response.body())
                .isEqualTo(field);
        assertThat(response.json().at("/error/message").asText()).contains("'" + field + "'");
    }

    private Response respond(String model, String input) {
        return client.post("/v1/responses", "{\"model\":\"" + model + "\",\"input\":" + input + "}");
    }

    private static List<String> types(Response stream) {
        return stream.body()
                .lines()
                .filter(line -> line.startsWith("event: "))
                .map(line -> line.substring(7))
                .toList();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JsonCodec.mapper().readTree(text);
    }
}
