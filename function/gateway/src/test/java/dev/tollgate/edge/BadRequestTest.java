package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An error in the body names the field, in OpenAI's format. */
@QuarkusTest
final class BadRequestTest extends GatewayTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    private static final String PRINTABLE = "no control characters and no half surrogate pairs";

    static Stream<Arguments> notJson() {
        return Stream.of(
                Arguments.of("", "The request has no body; it must be a JSON object."),
                Arguments.of(" ", "The body must be one JSON object."),
                Arguments.of("null", "The body must be one JSON object."),
                Arguments.of("[]", "The body must be one JSON object."),
                Arguments.of("\"hello\"", "The body must be one JSON object."),
                Arguments.of("nul", "The body is not valid JSON, at line 1, column 1."),
                Arguments.of("{\"model\":", "The body is not valid JSON, at line 1, column 10."),
                Arguments.of("{\"temperature\":NaN}", "The body is not valid JSON, at line 1, column 19."),
                Arguments.of(valid("") + "{}", "The body must be one JSON object."),
                Arguments.of(
                        "{\"model\":\"a\",\"model\":\"b\"," + MESSAGES + "}",
                        "The body is not valid JSON, at line 1, column 21."),
                Arguments.of(
                        valid(",\"metadata\":{\"a\":1,\"a\":2}"),
                        "The body is not valid JSON, at line 1, column %d."
                                .formatted(valid("").length() + ",\"metadata\":{\"a\":1,\"a\"".length())),
                Arguments.of(
                        valid(",\"metadata\":" + "[".repeat(64) + "]".repeat(64)),
                        "The body exceeds a bound: Document nesting depth (65) exceeds the maximum allowed (64)."),
                Arguments.of(
                        valid(",\"metadata\":[" + "[],".repeat(250_000) + "1]"),
                        "The body exceeds a bound: Number of JSON elements (500001) exceeds the maximum allowed (500000)."),
                Arguments.of(
                        valid(",\"seed\":" + "1".repeat(401)),
                        "The body exceeds a bound: Number value length (401) exceeds the maximum allowed (400)."));
    }

    @ParameterizedTest
    @MethodSource("notJson")
    void whatIsNoJsonIsToldByPlace(String body, String message) {
        assertError(client.chat(body), message, null, "invalid_json");
    }

    @Test
    void anExponentThatNobodyCanReadIsInvalidJson() {
        assertError(
                client.post("/v1/moderations", "{\"model\":\"m\",\"input\":1e99999999999}"),
                "The body has a number with too large an exponent.",
                null,
                "invalid_json");
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                Arguments.of("{\"model\":5," + MESSAGES + "}", "model", "a string"),
                Arguments.of("{\"model\":\"echo/a\\nb\"," + MESSAGES + "}", "model", PRINTABLE),
                Arguments.of("{\"model\":\"echo/\\ud800\"," + MESSAGES + "}", "model", PRINTABLE),
                Arguments.of("{\"models\":[\"echo/a\",\"\\u001b[31m\"]," + MESSAGES + "}", "models[1]", PRINTABLE),
                Arguments.of("{\"model\":\"m\",\"messages\":{}}", "messages", "an array"),
                Arguments.of(messages("5"), "messages[0]", "an object"),
                Arguments.of(
                        messages("{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"user\",\"content\":5}"),
                        "messages[1].content",
                        "a string or an array of content parts"),
                Arguments.of(
                        messages("{\"role\":\"robot\",\"content\":\"a\"}"),
                        "messages[0].role",
                        "one of system, developer, user, assistant, tool, function"),
                Arguments.of(
                        messages("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":5}]}"),
                        "messages[0].content[0].text",
                        "a string"),
                Arguments.of(messages("{\"role\":\"user\",\"content\":[5]}"), "messages[0].content[0]", "an object"),
                Arguments.of(
                        messages("{\"role\":\"user\",\"content\":[null]}"), "messages[0].content[0]", "a content part"),
                Arguments.of(valid(",\"stream\":\"yes\""), "stream", "true or false"),
                Arguments.of(valid(",\"stream\":1"), "stream", "true or false"),
                Arguments.of(
                        valid(",\"stream_options\":{}"), "stream_options", "to be left out unless 'stream' is true"),
                Arguments.of(valid(",\"n\":1.5"), "n", "an integer"),
                Arguments.of(valid(",\"n\":\"1\""), "n", "an integer"),
                Arguments.of(valid(",\"n\":0"), "n", "1 to 128"),
                Arguments.of(valid(",\"n\":129"), "n", "1 to 128"),
                Arguments.of(valid(",\"max_tokens\":0"), "max_tokens", "at least 1"),
                Arguments.of(valid(",\"max_tokens\":99999999999"), "max_tokens", "an integer"),
                Arguments.of(valid(",\"temperature\":\"hot\""), "temperature", "a number"),
                Arguments.of(valid(",\"temperature\":2.01"), "temperature", "0 to 2"),
                Arguments.of(valid(",\"temperature\":1e1000000000"), "temperature", "0 to 2"),
                Arguments.of(valid(",\"top_p\":-0.1"), "top_p", "0 to 1"),
                Arguments.of(valid(",\"tools\":{}"), "tools", "an array"));
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aWrongValueIsToldWithItsPath(String body, String path, String expected) {
        Response response = client.chat(body);
        assertThat(response.json().at("/error/param").asText()).isEqualTo(path);
        assertThat(response.json().at("/error/message").asText())
                .endsWith("'" + path + "': expected " + expected + ".");
        assertShape(response, "invalid_value");
    }

    static Stream<Arguments> missing() {
        return Stream.of(
                Arguments.of("{}", "model"),
                Arguments.of("{\"model\":\" \"," + MESSAGES + "}", "model"),
                Arguments.of("{\"model\":null," + MESSAGES + "}", "model"),
                Arguments.of("{\"model\":\"m\"}", "messages"),
                Arguments.of("{\"model\":\"m\",\"messages\":[]}", "messages"),
                Arguments.of("{\"model\":\"m\",\"messages\":null}", "messages"),
                Arguments.of(messages("{\"role\":\"user\",\"content\":\"a\"},null"), "messages[1]"),
                Arguments.of(messages("{\"content\":\"a\"}"), "messages[0].role"),
                Arguments.of(messages("{\"role\":\"user\"}"), "messages[0].content"),
                Arguments.of(messages("{\"role\":\"tool\",\"content\":\"a\"}"), "messages[0].tool_call_id"),
                Arguments.of(part("{\"type\":\"text\"}"), "messages[0].content[0].text"),
                Arguments.of(part("{\"type\":\"image_url\"}"), "messages[0].content[0].image_url.url"),
                Arguments.of(part("{\"type\":\"image_url\",\"image_url\":{}}"), "messages[0].content[0].image_url.url"),
                Arguments.of(part("{\"type\":\"file\"}"), "messages[0].content[0].file"),
                Arguments.of(part("{\"text\":\"a\"}"), "messages[0].content[0].type"),
                Arguments.of(call("null"), "messages[0].tool_calls[0]"),
                Arguments.of(call("{\"function\":{\"name\":\"f\"}}"), "messages[0].tool_calls[0].id"),
                Arguments.of(call("{\"id\":\"c\"}"), "messages[0].tool_calls[0].function.name"),
                Arguments.of(valid(",\"tools\":[null]"), "tools[0]"),
                Arguments.of(valid(",\"tools\":[{\"name\":\"f\"}]"), "tools[0].type"),
                Arguments.of(valid(",\"tools\":[{\"type\":\"function\"}]"), "tools[0].function.name"));
    }

    @ParameterizedTest
    @MethodSource("missing")
    void whatIsMissingIsToldByItsPath(String body, String path) {
        assertError(
                client.chat(body), "Missing required parameter: '" + path + "'.", path, "missing_required_parameter");
    }

    @Test
    void aNameInAnotherCaseIsToldWithItsRightSpelling() {
        assertError(
                client.chat(valid(",\"MAX_TOKENS\":1")),
                "Unknown parameter: 'MAX_TOKENS'. Did you mean 'max_tokens'? Upper and lower case letters are"
                        + " different.",
                "MAX_TOKENS",
                "unsupported_parameter");
    }

    private static String valid(String more) {
        return "{\"model\":\"m\"," + MESSAGES + more + "}";
    }

    private static String part(String part) {
        return messages("{\"role\":\"user\",\"content\":[" + part + "]}");
    }

    private static String call(String call) {
        return messages("{\"role\":\"assistant\",\"tool_calls\":[" + call + "]}");
    }

    private static String messages(String messages) {
        return "{\"model\":\"m\",\"messages\":[" + messages + "]}";
    }

    private static void assertError(Response response, String message, String param, String code) {
        assertThat(response.json().at("/error/message").asText()).isEqualTo(message);
        assertThat(response.json().at("/error/param").asText(null)).isEqualTo(param);
        assertShape(response, code);
    }

    private static void assertShape(Response response, String code) {
        JsonNode error = response.json().path("error");
        assertThat(response.status()).isEqualTo(400);
        assertThat(error.fieldNames()).toIterable().containsExactly("message", "type", "param", "code");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(response.header("content-type")).isEqualTo("application/json");
        assertThat(response.requestId()).startsWith("req_");
    }
}
