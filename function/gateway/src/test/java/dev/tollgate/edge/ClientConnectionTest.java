package dev.tollgate.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.golden.RecordedUsage;
import dev.tollgate.upstream.Replies;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that go away, and clients that read slowly. */
@QuarkusTest
final class ClientConnectionTest extends GatewayTest {
    private static final int CHUNKS = 400;
    private static final String LONG = "x".repeat(20_000);

    private final CompletableFuture<Void> providerStopped = new CompletableFuture<>();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void aClientThatGoesAwayStopsTheProviderAndPaysForWhatItGot() throws Exception {
        routes.provider("endless", upstream.answers("endless", (exchange, _) -> endless(exchange)));
        HttpResponse<InputStream> response = client.stream(streamedQuestion("endless/m"));
        String requestId = response.headers().firstValue("x-request-id").orElseThrow();
        assertThat(response.body().read()).isEqualTo('d');
        response.body().close();

        assertThat(RecordedUsage.of(ledger.awaitSettled(requestId)))
                .isEqualTo(new RecordedUsage(13, 2, 0, 0, true, "cancelled", "client_gone"));
        goOn.countDown();
        providerStopped.get(10, TimeUnit.SECONDS);
    }

    private void endless(HttpExchange exchange) throws IOException {
        OutputStream body = Replies.begin(exchange);
        Replies.write(body, Replies.chunk("{\"content\":\"Hello\"}", null));
        try {
            goOn.await();
            while (true) {
                Replies.write(body, ": still here\n\n");
            }
        } catch (IOException | InterruptedException stopped) {
            providerStopped.complete(null);
            throw new IOException(stopped);
        }
    }

    @Test
    void aClientThatGoesAwayBeforeTheFirstWordStopsTheProviderToo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        routes.provider("mute", upstream.answers("mute", (exchange, _) -> {
            asked.countDown();
            endless(exchange);
        }));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            post(socket, streamedQuestion("mute/m"));
            asked.await();
        }
        goOn.countDown();
        providerStopped.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aClientThatGoesAwayBeforeTheProviderAnswersPaysForItsPromptAndNoOtherTargetIsCalled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        routes.provider("silent", upstream.answers("silent", (exchange, _) -> {
            asked.countDown();
            sayNothing(exchange, goOn);
        }));
        routes.provider("next", upstream.answers("next", (_, _) -> providerStopped.complete(null)));
        routes.alias("left-early", "silent/m", "next/m");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), base.getPort())) {
            post(socket, streamedQuestion("left-early"));
            asked.await();
        }
        assertThat(RecordedUsage.of(ledger.awaitSettled(ledger.requestFor("left-early"))))
                .isEqualTo(new RecordedUsage(13, 0, 0, 0, true, "cancelled", "client_gone"));
        goOn.countDown();
        assertThat(providerStopped).isNotDone();
    }

    /** Sends not even a head before it is let. */
    private static void sayNothing(HttpExchange exchange, CountDownLatch until) throws IOException {
        try {
            until.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        exchange.close();
    }

    @Test
    void aSlowClientGetsEverythingInOrder() throws Exception {
        routes.provider("gushing", upstream.answers("gushing", (exchange, _) -> {
            OutputStream body = Replies.begin(exchange);
            for (int i = 0; i < CHUNKS; i++) {
                Replies.write(body, Replies.chunk("{\"content\":\"<" + i + ">" + LONG + "\"}", null));
            }
            Replies.write(body, Replies.chunk("{}", "stop") + Replies.usage(3, CHUNKS));
        }));
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < CHUNKS; i++) {
            expected.append('<').append(i).append('>');
        }
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()));
            post(socket, streamedQuestion("gushing/m"));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all.replaceAll("(?s).*?(<\\d+>)|.+", "$1")).isEqualTo(expected.toString());
            assertThat(all).contains("data: [DONE]\n\n");
        }
    }

    @Test
    void aSlowClientGetsALargeWholeAnswer() throws Exception {
        routes.provider("bulky", upstream.answers("bulky", Replies.status(200, whole(LONG.repeat(CHUNKS)))));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), base.getPort()));
            post(socket, question("bulky/m"));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(all).contains(LONG.repeat(CHUNKS)).endsWith("}");
        }
    }

    private static void post(Socket socket, String json) throws IOException {
        String head = "POST /v1/chat/completions HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n"
                + "authorization: Bearer tg-tester\r\ncontent-type: application/json\r\n"
                + "content-length: " + json.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + json).getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String whole(String text) {
        return """
                {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m",
                 "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],
                 "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}""".formatted(text);
    }
}
