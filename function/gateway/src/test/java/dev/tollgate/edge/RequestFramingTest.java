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

    private static final String LAST = HIDDEN.replace("host:", "connection: close\r\nhost:");

    @BeforeEach
    void aProvider() {
        routes.provider("good", upstream.answers("good", Replies.hello()));
    }

    /** Both headers, the length first and last, and with all the space that HTTP allows and none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length: 9\r\ntransfer-encoding: chunked\r\n",
                "Transfer-Encoding:chunked\r\nContent-Length:9\r\na:b\r\nc:d\r\ne:f\r\n",
                "transfer-encoding: identity\r\ncontent-length: 9\r\n",
                "transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n",
                "transfer-encoding: chunked, gzip\r\n",
                "transfer-encoding: gzip, chunked\r\n",
                "transfer-encoding: gzip\r\n",
                "transfer-encoding: xchunked\r\n",
                "content-length: 9\r\ncontent-length: 8\r\n"
            })
    void aRequestOfDoubtfulLengthIsRefusedAndWhatFollowsIsNotServed(String framing) throws IOException {
        String all = exchange(head("1.1", framing) + chunked(question("good/m")) + HIDDEN);
        assertThat(statuses(all)).containsExactly("400");
    }

    @Test
    void http10HasNoTransferCodings() throws IOException {
        String all = exchange(head("1.0", "transfer-encoding: chunked\r\n") + chunked(question("good/m")) + HIDDEN);
        assertThat(statuses(all)).containsExactly("400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";name=value", ";name=\"a;b\"", ";a=b;c=\"d\"", " ; name"})
    void aChunkedRequestIsAnsweredWhateverExtensionsItsChunksHave(String extension) throws IOException {
        String body = question("good/m");
        String all = exchange(head("1.1", "Transfer-Encoding: Chunked\r\n") + Integer.toHexString(body.length())
                + extension + "\r\n" + body + "\r\n0\r\n\r\n" + LAST);
        assertThat(statuses(all)).containsExactly("200", "200");
        assertThat(all).contains("Hello");
    }

    @Test
    void requestsWithLengthsShareAConnection() throws IOException {
        String body = question("good/m");
        String one = head("1.1", "content-length: " + body.length() + "\r\n") + body;
        assertThat(statuses(exchange(one + one + LAST))).containsExactly("200", "200", "200");
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
