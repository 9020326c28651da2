package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the server bounds in connections of clients that send slowly, too much, or nothing. */
@Tag("connection")
class ClientConnectionsIT {
    private static final int CONNECTIONS = 20;
    private static final int STREAMS = 10;
    private static final int RESETS = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int SOCKET_TIMEOUT_MILLIS = 20_000;

    private static ScriptedProvider provider;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        provider = new ScriptedProvider();
        gateway = RunningGateway.with(
                """
                providers:
                  slow: { kind: openai, base_url: "%s" }
                aliases:
                  slow: { targets: [ { model: slow/any } ] }
                keys: { client: { secret: sk-it-client } }
                """.formatted(provider.at(
                        "slow",
                        ScriptedProvider.after(
                                TIMEOUT.multipliedBy(4).toMillis(),
                                ScriptedProvider.json(ProviderReplies.WHOLE_TEXT)))),
                "TOLLGATE_SERVER_MAX_CONNECTIONS",
                String.valueOf(CONNECTIONS),
                "TOLLGATE_SERVER_MAX_STREAMS",
                String.valueOf(STREAMS),
                "TOLLGATE_SERVER_MAX_RESETS",
                String.valueOf(RESETS),
                "TOLLGATE_SERVER_HEAD_TIMEOUT",
                "1s",
                "TOLLGATE_SERVER_BODY_TIMEOUT",
                "1s",
                "TOLLGATE_SERVER_IDLE_TIMEOUT",
                "2s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @Test
    void aConnectionWithoutARequestIsClosed() throws IOException {
        assertThat(exchange("")).isEmpty();
    }

    @Test
    void aHeadThatDoesNotEndIsGivenUp() throws IOException {
        assertThat(exchange("POST /v1/chat/completions HTTP/1.1\r\nhost: g\r\n"))
                .isEmpty();
        String complete = "GET /health HTTP/1.1\r\nhost: g\r\n\r\n";
        assertThat(exchange(complete + "GET /hea")).startsWith("HTTP/1.1 200 ").endsWith("}");
    }

    @Test
    void aBodyThatDoesNotEndGets408() throws IOException {
        assertThat(exchange(head("content-length: 100\r\n") + "{\"model\":"))
                .startsWith("HTTP/1.1 408 ")
                .containsIgnoringCase("connection: close\r\n")
                .contains("\"code\":\"request_timeout\"");
    }

    @Test
    void noTimeoutOfClientsEndsAResponse() throws IOException {
        String body = "{\"model\":\"slow\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        assertThat(exchange(head("content-length: " + body.length() + "\r\n") + body))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"object\":\"chat.completion\"");
    }

    @Test
    void tooManyHeadersGet431() throws IOException {
        assertThat(exchange(head("a: b\r\n".repeat(200) + "content-length: 0\r\n")))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers_too_large\"");
    }

    /** The server refuses them before any filter sees them. */
    @Test
    void whatIsNoHttpGetsTheFormOfAllErrors() throws IOException {
        List<String> malformed = List.of(
                head("content-length: 2\r\ntransfer-encoding: chunked\r\n"),
                head("content-length: +2\r\n"),
                head("content-length: 2\r\ncontent-length: 3\r\n"),
                head("transfer-encoding: identity\r\n"),
                head("a: b\0c\r\n"),
                "no request at all\r\n\r\n");
        for (String bytes : malformed) {
            assertThat(exchange(bytes))
                    .as(bytes)
                    .matches(answer -> answer.startsWith("HTTP/1.1 400 ") || answer.startsWith("HTTP/1.0 400 "))
                    .containsIgnoringCase("x-request-id: req_")
                    .contains("\"code\":\"invalid_value\"", "\"type\":\"invalid_request_error\"");
        }
        assertThat(exchange(head("a: " + "b".repeat(70_000) + "\r\n")))
                .startsWith("HTTP/1.1 431 ")
                .contains("\"code\":\"headers_too_large\"");
    }

    @Test
    void connectionsAboveTheBoundAreClosedAtOnceAndNotCountedAnyMore() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i <= CONNECTIONS; i++) {
            sockets.add(connect());
        }
        assertThat(closed(sockets.getLast())).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TIMEOUT);
        for (Socket socket : sockets) {
            socket.close();
        }
        Awaitility.await().ignoreException(SocketException.class).untilAsserted(() -> assertThat(
                        exchange("GET /health HTTP/1.1\r\nhost: g\r\nconnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200 "));
    }

    @Test
    void anHttp2ConnectionHasABoundedNumberOfStreams() throws IOException {
        try (Http2Wire wire = new Http2Wire(gateway.url().getPort())) {
            for (int i = 0; i <= STREAMS; i++) {
                wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, 2 * i + 1, Http2Wire.request("/v1/embeddings"));
            }
            assertThat(wire.next(Http2Wire.RST_STREAM))
                    .isEqualTo(new Http2Wire.Frame(Http2Wire.RST_STREAM, 2 * STREAMS + 1, 0x7));
        }
    }

    @Test
    void anHttp2ClientThatResetsAllItsRequestsIsDisconnected() throws IOException {
        try (Http2Wire wire = new Http2Wire(gateway.url().getPort())) {
            for (int i = 0; i <= 2 * RESETS; i++) {
                int stream = 2 * i + 1;
                wire.send(Http2Wire.HEADERS, Http2Wire.END_HEADERS, stream, Http2Wire.request("/v1/embeddings"));
                wire.send(Http2Wire.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }
            assertThat(wire.closed()).isTrue();
        }
    }

    @Test
    void anHttp2HeadWithoutEndIsRefused() throws IOException {
        try (Http2Wire wire = new Http2Wire(gateway.url().getPort())) {
            wire.send(Http2Wire.HEADERS, 0, 1, Http2Wire.request("/v1/embeddings"));
            for (int i = 0; i < 1_000; i++) {
                wire.send(Http2Wire.CONTINUATION, 0, 1);
            }
            assertThat(wire.closed()).isTrue();
        }
    }

    private static String head(String headers) {
        return "POST /v1/chat/completions HTTP/1.1\r\nhost: g\r\nauthorization: Bearer sk-it-client\r\n"
                + "content-type: application/json\r\n" + headers + "\r\n";
    }

    private static Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), gateway.url().getPort());
        socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
        return socket;
    }

    private static boolean closed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Sends this, and reads until the server closes the connection. */
    private static String exchange(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
