package dev.tollgate.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams that wait for a slow model cost next to nothing: others are served beside them. */
@Tag("connection")
class IdleStreamsIT {
    private static final int STREAMS = 500;
    private static final int AT_ONCE = 10;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void hangUp() {
        client.shutdownNow();
    }

    @Test
    void aNewRequestIsServedBesideFiveHundredIdleStreams() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (ScriptedProvider provider = new ScriptedProvider();
                RunningGateway gateway =
                        RunningGateway.with("""
                        providers: { silent: { kind: openai, base_url: "%s" } }
                        aliases:
                          demo: { targets: [ { model: echo/echo-1 } ] }
                          silent: { targets: [ { model: silent/any } ] }
                        keys: { idle: { secret: sk-it-idle } }
                        """.formatted(provider.at("silent", ScriptedProvider.silent(release))))) {
            List<HttpResponse<InputStream>> streams = open(client, gateway.url());

            HttpResponse<String> beside = client.send(ask(gateway.url(), "demo", false), BodyHandlers.ofString());
            assertThat(beside.statusCode()).isEqualTo(200);
            assertThat(beside.body()).contains("\"content\":\"hello\"");

            release.countDown();
            for (HttpResponse<InputStream> stream : streams) {
                assertThat(rest(stream)).endsWith("data: [DONE]\n\n");
            }
        }
    }

    /** All streams have begun, and none goes on. They come a few at a time: this is about idling, not about a rush. */
    private static List<HttpResponse<InputStream>> open(HttpClient client, URI url) {
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        while (streams.size() < STREAMS) {
            List<CompletableFuture<HttpResponse<InputStream>>> opening = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> client.sendAsync(ask(url, "silent", true), BodyHandlers.ofInputStream()))
                    .toList();
            opening.stream().map(CompletableFuture::join).forEach(streams::add);
        }
        assertThat(streams).allMatch(stream -> stream.statusCode() == 200);
        return streams;
    }

    private static String rest(HttpResponse<InputStream> stream) throws IOException {
        try (InputStream body = stream.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpRequest ask(URI url, String model, boolean stream) {
        return HttpRequest.newBuilder(url.resolve("/v1/chat/completions"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(60))
                .header("authorization", "Bearer sk-it-idle")
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"model":"%s","stream":%s,"messages":[{"role":"user","content":"hello"}]}""".formatted(model, stream)))
                .build();
    }
}
