package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server with a heap of 96 MiB, which ends when it runs out of memory, and callers, providers and clients that each try to take
 * all of it. It goes on, and serves others.
 */
@Tag("connection")
class SmallHeapIT {
    private static final String KEY = "sk-it-heap";
    private static final String CHUNK =
            "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}".formatted("y".repeat(8_000));
    private static final String LONG = "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
            + "x".repeat(2_500_000) + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,"
            + "\"completion_tokens\":1,\"total_tokens\":2}}";

    private static ScriptedProvider provider;
    private static RunningGateway gateway;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        provider = new ScriptedProvider();
        gateway = RunningGateway.with(
                """
                providers:
                  endless: { kind: openai, base_url: "%s" }
                  bomb: { kind: openai, base_url: "%s" }
                  long: { kind: openai, base_url: "%s" }
                aliases: { demo: { targets: [ { model: echo/echo-1 } ] } }
                keys: { heap: { secret: %s } }
                """.formatted(
                        provider.at("endless", SmallHeapIT::endless),
                        provider.at("bomb", ScriptedProvider.json("{\"x\":[" + "[],".repeat(4_000_000) + "1]}")),
                        provider.at("long", ScriptedProvider.json(LONG)),
                        KEY),
                "JDK_JAVA_OPTIONS",
                "-Xmx96m -XX:+ExitOnOutOfMemoryError",
                "TOLLGATE_REQUEST_STALL_TIMEOUT",
                "2s");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        provider.close();
    }

    @AfterEach
    void theServerServesOthers() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            HttpResponse<String> answer = send(chat("demo", "", "hello")).join();
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("hello");
        });
        client.shutdownNow();
    }

    /** Streams until the gateway disconnects. */
    private static void endless(HttpExchange exchange, OutputStream body) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        byte[] event = ("data: " + CHUNK + "\n\n").getBytes(StandardCharsets.US_ASCII);
        while (true) {
            body.write(event);
        }
    }

    @Test
    void endlessStreamsEndInErrors() {
        assertThat(all(4, chat("endless/m", ",\"stream\":true", "go on"))).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"error\":").doesNotContain("[DONE]");
        });
    }

    @Test
    void repliesThatBecomeMillionsOfObjectsFailAlone() {
        assertThat(all(6, chat("bomb/m", "", "count")))
                .extracting(HttpResponse::statusCode)
                .allMatch(status -> status >= 500);
    }

    @Test
    void bodiesThatBecomeMillionsOfObjectsAreRefused() {
        HttpRequest.Builder bomb = chat("demo", ",\"metadata\":[" + "[],".repeat(300_000) + "1]", "hello");
        assertThat(send(bomb).join().statusCode()).isIn(400, 413);
        assertThat(all(20, bomb)).extracting(HttpResponse::statusCode).allMatch(status -> status >= 400);
    }

    @Test
    void manyLargeBodiesAtOnceGetAnAnswerOr503WithRetryAfter() {
        List<HttpResponse<String>> answers = all(30, chat("demo", "", "word ".repeat(300_000)));
        assertThat(answers).extracting(HttpResponse::statusCode).contains(200).containsOnly(200, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() == 503)
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.body()).contains("\"code\":\"overloaded\"");
                    assertThat(answer.headers().firstValue("retry-after")).contains("1");
                });
    }

    @Test
    void repeatedAnswersThatNobodyReadsAreGivenUp() throws IOException {
        HttpRequest.Builder first = chat("long/m", "", "repeat").header("idempotency-key", "unread");
        assertThat(send(first).join().statusCode()).isEqualTo(200);
        for (int i = 0; i < 100; i++) {
            sockets.add(unread(body("long/m", "", "repeat"), "idempotency-key: unread\r\n"));
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        send(chat("long/m", "", "repeat").header("idempotency-key", "unread"))
                                .join()
                                .statusCode())
                .isEqualTo(200));
    }

    private Socket unread(String json, String headers) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), gateway.url().getPort()));
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nauthorization: Bearer " + KEY + "\r\n"
                + headers + "content-type: application/json\r\ncontent-length: " + json.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + json).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private List<HttpResponse<String>> all(int count, HttpRequest.Builder request) {
        Stream<CompletableFuture<HttpResponse<String>>> sent =
                IntStream.range(0, count).mapToObj(_ -> send(request)).toList().stream();
        return sent.map(CompletableFuture::join).toList();
    }

    private CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder chat(String model, String fields, String prompt) {
        return HttpRequest.newBuilder(gateway.url().resolve("/v1/chat/completions"))
                .header("authorization", "Bearer " + KEY)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body(model, fields, prompt)));
    }

    private static String body(String model, String fields, String prompt) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt + "\"}]" + fields
                + "}";
    }
}
