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

/** Tests that many streams which wait for a slow model do not delay other requests. */
@Tag("connection")
class IdleStreamsIT {
    private static final int STREAMS = 500;
    private static final int AT_ONCE = 10;

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void disconnect() {
        client.shutdownNow();
    }

    @Test
    void aNewRequestIsServedDuringFiveHundredIdleStreams() throws Exception {
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

            HttpResponse<String> response = client.send(request(gateway.url(), "demo", false), BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).contains("\"content\":\"hello\"");

            release.countDown();
            for (HttpResponse<InputStream> stream : streams) {
                assertThat(rest(stream)).endsWith("data: [DONE]\n\n");
            }
        }
    }

    /** Starts all streams, a few at a time, because this tests idle streams and not a burst of requests. */
    private static List<HttpResponse<InputStream>> open(HttpClient client, URI url) {
        List<HttpResponse<InputStream>> streams = new ArrayList<>();
        while (streams.size() < STREAMS) {
            List<CompletableFuture<HttpResponse<InputStream>>> opening = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> client.sendAsync(request(url, "silent", true), BodyHandlers.ofInputStream()))
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

    private static HttpRequest request(URI url, String model, boolean stream) {
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
