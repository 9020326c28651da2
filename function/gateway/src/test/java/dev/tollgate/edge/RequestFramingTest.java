package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.client.GatewayTest;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No request hides in the body of another one (netty/netty#13706, apple/servicetalk#3523). */
@QuarkusTest
final class RequestFramingTest extends GatewayTest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final String HIDDEN =
            "GET /v1/models HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer tg-tester\r\n\r\n";

    @BeforeEach
    void aProvider() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.0"})
    void aRequestWithLengthAndTransferEncodingIsRefusedAndWhatFollowsIsNotServed(String version) throws IOException {
        String body = chunked(question("good/m")) + HIDDEN;
        String all = exchange(
                head(version, "content-length: " + body.length() + "\r\ntransfer-encoding: chunked\r\n") + body);
        assertThat(statuses(all)).containsExactly("400");
        assertThat(all)
                .containsIgnoringCase("connection: close\r\n")
                .contains("The request has both Content-Length and Transfer-Encoding: expected one of them.");
    }

    @Test
    void theLengthIsNoticedHoweverItIsWritten() throws IOException {
        String body = chunked(question("good/m")) + HIDDEN;
        String all = exchange(head("1.1", "Transfer-Encoding:chunked\r\nContent-Length:  9\r\n") + body);
        assertThat(statuses(all)).containsExactly("400");
    }

    @Test
    void aChunkedRequestIsAnsweredAndIsTheLastOnItsConnection() throws IOException {
        String all = exchange(head("1.1", "transfer-encoding: chunked\r\n") + chunked(question("good/m")) + HIDDEN);
        assertThat(statuses(all)).containsExactly("200");
        assertThat(all).contains("Hello").containsIgnoringCase("connection: close\r\n");
    }

    @Test
    void requestsWithLengthsShareAConnection() throws IOException {
        String body = question("good/m");
        String one = head("1.1", "content-length: " + body.length() + "\r\n") + body;
        String last = HIDDEN.replace("host:", "connection: close\r\nhost:");
        assertThat(statuses(exchange(one + one + last))).containsExactly("200", "200", "200");
    }

    /** Sends this, and reads until the gateway closes the connection. */
    private String exchange(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String head(String version, String framing) {
        return "POST /v1/chat/completions HTTP/" + version + "\r\nHost: gateway\r\nauthorization: Bearer tg-tester\r\n"
                + "User-Agent: raw\r\nContent-Type: application/json\r\n" + framing + "\r\n";
    }

    private static String chunked(String body) {
        return Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    private static String[] statuses(String responses) {
        return STATUS.matcher(responses).results().map(match -> match.group(1)).toArray(String[]::new);
    }
}
