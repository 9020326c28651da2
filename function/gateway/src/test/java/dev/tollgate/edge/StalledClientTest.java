package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.golden.RecordedUsage;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not read what they have requested: they are disconnected, and keep nothing. */
@QuarkusTest
@TestProfile(StalledClientTest.ShortStallTimeout.class)
final class StalledClientTest extends GatewayTest {
    /** More than the system's buffers of one connection take. */
    private static final String LONG = "x".repeat(12_000_000);

    /** A client that reads nothing for a second is disconnected. */
    public static final class ShortStallTimeout implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tollgate.request.stall-timeout", "1s");
        }
    }

    @BeforeEach
    void aProvider() {
        routes.provider("bulky", upstream.answers("bulky", Replies.status(200, """
                {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""".formatted(LONG))));
        routes.alias("unread", "bulky/m");
        routes.alias("repeated", "bulky/m");
    }

    @Test
    void whoDoesNotReadAWholeAnswerIsDisconnectedAndPaysForIt() throws Exception {
        try (Socket socket = open()) {
            post(socket, question("unread"), "");
            assertThat(RecordedUsage.of(ledger.awaitSettled(ledger.requestFor("unread"))))
                    .isEqualTo(new RecordedUsage(3, 1, 0, 0, false, "complete", null));
            assertCut(socket);
        }
    }

    @Test
    void whoDoesNotReadARepeatedAnswerIsDisconnected() throws Exception {
        String key = "idempotency-key: unread-repeat\r\n";
        try (Socket socket = open()) {
            post(socket, question("repeated"), key);
            assertCut(socket);
        }
        try (Socket socket = open()) {
            post(socket, question("repeated"), key);
            assertCut(socket);
        }
    }

    /** An empty line before a request means nothing (https://www.rfc-editor.org/rfc/rfc9112#section-2.2). */
    private static void assertCut(Socket socket) throws IOException {
        Awaitility.await("the gateway closes the connection").until(() -> {
            try {
                socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII));
                return false;
            } catch (IOException closed) {
                return true;
            }
        });
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()));
        return socket;
    }

    private static void post(Socket socket, String json, String headers) throws IOException {
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\n" + headers
                + "authorization: Bearer tg-tester\r\ncontent-type: application/json\r\n"
                + "content-length: " + json.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + json).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
