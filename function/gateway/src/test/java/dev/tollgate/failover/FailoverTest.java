package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.provider.Provider;
import dev.tollgate.upstream.Replies;
import dev.tollgate.upstream.Reply;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One target after the other, as long as the caller has seen nothing. */
@QuarkusTest
final class FailoverTest extends GatewayTest {

    @BeforeEach
    void twoTargets() {
        routes.provider("bad", upstream.uri("bad"));
        routes.provider("good", upstream.answers("good", Replies.hello()));
        routes.alias("pair", "bad/m", "good/m");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("too many requests", Replies.status(429, "{}"), "upstream_overloaded"),
                Arguments.of("failed", Replies.status(500, "{}"), "upstream_failed"),
                Arguments.of("timed out", Replies.status(504, "{}"), "upstream_timeout"),
                Arguments.of("knows no such model", Replies.status(404, "{}"), "upstream_failed"),
                Arguments.of("refuses the gateway's key", Replies.status(401, "{}"), "upstream_account"),
                Arguments.of("error behind 200", Replies.status(200, "{\"error\":\"oh\"}"), "upstream_failed"),
                Arguments.of("moved away", Replies.status(302, "", "location", "http://x.invalid/"), "upstream_failed"),
                Arguments.of(
                        "dies before the head",
                        (Reply) (_, _) -> {
                            throw new IOException("gone");
                        },
                        "upstream_failed"),
                Arguments.of("dies after the role", Replies.eventsThenBreak(Replies.ROLE_ONLY), "upstream_failed"),
                Arguments.of("ends after the role", Replies.events(Replies.ROLE_ONLY), "upstream_failed"),
                Arguments.of(
                        "error event after the role",
                        Replies.events(Replies.ROLE_ONLY + "data: {\"error\":{\"code\":429}}\n\n"),
                        "upstream_overloaded"),
                Arguments.of("is no model", Replies.events("data: <html>\n\n"), "upstream_failed"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failures")
    void theSecondAnswersWhereTheFirstFailed(String how, Reply failure, String error) {
        upstream.answers("bad", failure);
        Response response = client.chat(streamedQuestion("pair"));
        assertThat(response.status()).as(how).isEqualTo(200);
        assertThat(response.body()).contains("\"content\":\"Hello\"").endsWith("data: [DONE]\n\n");
        assertThat(response.header("x-tollgate-provider")).isEqualTo("good");
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("2");
        assertThat(response.header("x-tollgate-tried")).matches("bad/m " + error + " \\d+ms, good/m answered \\d+ms");
        assertThat(attempts(response)).containsExactly("bad: " + error, "good answered");
    }

    @Test
    void theSecondAnswersInWholeToo() {
        upstream.answers("bad", Replies.status(503, "{}"));
        Response response = client.chat(question("pair"));
        assertThat(response.json().at("/choices/0/message/content").asText()).isEqualTo("Hello");
        assertThat(attempts(response)).containsExactly("bad: upstream_overloaded", "good answered");
    }

    @Test
    void theSecondAnswersWhereNobodyListens() throws IOException {
        routes.provider("bad", deserted());
        assertThat(attempts(client.chat(question("pair")))).containsExactly("bad: upstream_failed", "good answered");
    }

    @Test
    void aTargetWithoutItsSecretIsPassedOver() {
        routes.provider(new Provider("bad", "openai", upstream.uri("bad"), "env:NO_SUCH_VARIABLE", null));
        Response response = client.chat(question("pair"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(attempts(response)).containsExactly("good answered");
    }

    @Test
    void afterTheFirstWordNoOtherTargetIsCalled() {
        upstream.answers("bad", Replies.eventsThenBreak(Replies.chunk("{\"content\":\"Hel\"}", null)));
        Response response = client.chat(streamedQuestion("pair"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .contains("\"content\":\"Hel\"")
                .endsWith("data: {\"error\":{\"message\":\"The connection to the provider broke.\","
                        + "\"type\":\"server_error\",\"param\":null,\"code\":\"upstream_failed\"}}\n\n");
        assertThat(attempts(response)).containsExactly("bad: upstream_failed");
    }

    @Test
    void aConnectionThatBreaksAfterTheFinishReasonBreaksNoAnswer() {
        upstream.answers(
                "bad",
                Replies.eventsThenBreak(Replies.chunk("{\"content\":\"Hel\"}", null)
                        + Replies.chunk("{}", "stop")
                        + Replies.usage(3, 1)));
        Response response = client.chat(streamedQuestion("pair"));
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        assertThat(attempts(response)).containsExactly("bad answered");
    }

    @Test
    void whatTheCallerDidWrongGoesToNoOtherTarget() {
        upstream.answers(
                "bad", Replies.status(400, "{\"error\":{\"message\":\"No such voice.\",\"param\":\"voice\"}}"));
        Response response = client.chat(question("pair"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"message\":\"No such voice.\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"voice\",\"code\":\"rejected_by_provider\"}}");
        assertThat(attempts(response)).containsExactly("bad: rejected_by_provider");
    }

    static Stream<Arguments> lastFailures() {
        return Stream.of(
                Arguments.of(Replies.status(500, "{}"), 502, "upstream_failed"),
                Arguments.of(Replies.status(429, "{}"), 503, "upstream_overloaded"),
                Arguments.of(Replies.status(408, "{}"), 504, "upstream_timeout"));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("lastFailures")
    void whereAllFailThoseThatMayRecoverAreAskedAgain(Reply failure, int status, String code) {
        upstream.answers("bad", Replies.status(418, "{}"));
        upstream.answers("good", failure);
        Response response = client.chat(streamedQuestion("pair"));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json().at("/error/code").asText()).isEqualTo(code);
        assertThat(response.header("x-tollgate-attempts")).isEqualTo("3");
        assertThat(response.header("x-tollgate-tried"))
                .matches("bad/m upstream_failed \\d+ms, good/m " + code + " \\d+ms, good/m " + code + " \\d+ms");
        assertThat(attempts(response)).containsExactly("bad: upstream_failed", "good: " + code, "good: " + code);
    }

    /** An address at which nobody listens any more. */
    static URI deserted() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }
}
