package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.openai.JsonCodec;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Also what no endpoint has seen is refused in OpenAI's form, with the id of the request. */
@QuarkusTest
final class ServerErrorsTest extends GatewayTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("no host", "GET /v1/models HTTP/1.1\r\n", 400, "invalid_value"),
                Arguments.of("a host that is none", "GET /v1/models HTTP/1.1\r\nHost: a b^c\r\n", 400, "invalid_value"),
                Arguments.of("no such port", "GET /v1/models HTTP/1.1\r\nHost: a:999999\r\n", 400, "invalid_value"),
                Arguments.of("two hosts", "GET /v1/models HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400, "invalid_value"),
                Arguments.of("a broken escape", get("/v1/models/%zz"), 400, "invalid_value"),
                Arguments.of("half an escape", get("/v1/models/a%"), 400, "invalid_value"),
                Arguments.of("a broken escape in the query", get("/v1/usage?from=%zz"), 400, "invalid_value"),
                Arguments.of("characters that no path has", get("/v1/models/{a}|[b]"), 400, "invalid_value"),
                Arguments.of("no path", get("v1/models"), 404, "not_found"),
                Arguments.of("a tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n", 404, "not_found"),
                Arguments.of("a long path", get("/v1/models/" + "a".repeat(8_192)), 414, "uri_too_long"),
                Arguments.of(
                        "large headers",
                        get("/v1/models") + "X-Large: " + "a".repeat(16_384) + "\r\n",
                        431,
                        "headers_too_large"),
                Arguments.of("a large body", post("999999999"), 413, "request_too_large"),
                Arguments.of(
                        "another version", "GET /v1/models HTTP/9.9\r\nHost: a\r\n", 505, "http_version_not_supported"),
                Arguments.of("an unknown method", "FROB /v1/models HTTP/1.1\r\nHost: a\r\n", 405, "method_not_allowed"),
                Arguments.of("nothing there", get("/nothing"), 404, "not_found"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatNoEndpointSeesIsRefusedInOpenAisForm(String name, String head, int status, String code)
            throws IOException {
        String response = exchange(head + "Connection: close\r\nAuthorization: Bearer tg-tester\r\n\r\n");
        String[] parts = response.split("\r\n\r\n", 2);

        assertThat(parts[0]).contains(" " + status + " ").containsPattern("(?i)x-request-id: req_[0-9a-f]{24}");
        assertThat(parts[0]).containsPattern("(?i)content-type: application/json");
        JsonNode error = JsonCodec.mapper().readTree(parts[1]).path("error");
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("message").asText()).isNotBlank();
        assertThat(error.has("param")).isTrue();
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n";
    }

    private static String post(String length) {
        return "POST /v1/chat/completions HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n";
    }

    /** Sends this, and reads until the gateway closes the connection. */
    private String exchange(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
