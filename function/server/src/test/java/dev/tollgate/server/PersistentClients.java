package dev.tollgate.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
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
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** Clients that send whole and streamed requests, with and without limits, and retry until they reach the gateway. */
final class PersistentClients {
    static final String LIMITED = "limited";

    private static final Pattern TOTAL = Pattern.compile("\"total_tokens\":(\\d+)");
    private static final long TIMEOUT_SECONDS = 600;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<ClientResult> results = new ConcurrentLinkedQueue<>();
    private final AtomicInteger started = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private final RestartableGateway gateway;
    private final int size;

    PersistentClients(RestartableGateway gateway, int size) {
        this.gateway = gateway;
        this.size = size;
    }

    /** Starts to send this many requests. */
    void send(int requests) {
        for (int client = 0; client < size; client++) {
            clients.add(Thread.ofVirtual().start(() -> sendInTurn(requests)));
        }
    }

    /** Waits until this many requests have started. */
    void awaitStarted(int requests) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(TIMEOUT_SECONDS))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> started.get() >= requests);
    }

    /** Waits until all requests are sent, and returns their results. */
    List<ClientResult> awaitEnd() throws InterruptedException {
        for (Thread client : clients) {
            if (!client.join(Duration.ofSeconds(TIMEOUT_SECONDS))) {
                throw new AssertionError("a client waits forever");
            }
        }
        return List.copyOf(results);
    }

    /** Sends one more request, which must succeed. */
    ClientResult sendOnce(String key) throws IOException, InterruptedException {
        return send(key, false).filter(result -> result.tokens() > 0).orElseThrow();
    }

    private void sendInTurn(int requests) {
        try {
            for (int number = started.incrementAndGet(); number <= requests; number = started.incrementAndGet()) {
                sendUntilReached(number % 3 == 0 ? "free" : LIMITED, number % 2 == 0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Retries while the gateway is down. Does not retry after an incomplete response. */
    private void sendUntilReached(String key, boolean streamed) throws InterruptedException {
        while (true) {
            try {
                send(key, streamed).ifPresent(results::add);
                return;
            } catch (ConnectException dead) {
                // The next try waits until the gateway lives again.
            } catch (IOException killedBeforeItsHead) {
                return;
            }
        }
    }

    /** Returns nothing if the status is not 200, because the gateway then accepted nothing. */
    private Optional<ClientResult> send(String key, boolean streamed) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request(key, streamed), BodyHandlers.ofInputStream());
        String id = response.headers().firstValue("x-request-id").orElseThrow();
        try (InputStream body = response.body()) {
            long tokens = total(body);
            return response.statusCode() == 200 ? Optional.of(new ClientResult(id, tokens)) : Optional.empty();
        } catch (IOException killedBehindItsHead) {
            return response.statusCode() == 200 ? Optional.of(new ClientResult(id, 0)) : Optional.empty();
        }
    }

    private HttpRequest request(String key, boolean streamed) {
        String body = "{\"model\":\"%s/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go on.\"}]%s}"
                .formatted(
                        streamed ? "streamed" : "whole",
                        streamed ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "");
        URI url = URI.create(gateway.url() + "/v1/chat/completions");
        return HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .header("authorization", "Bearer sk-it-" + key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static long total(InputStream body) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        long total = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher usage = TOTAL.matcher(line);
            if (usage.find()) {
                total = Long.parseLong(usage.group(1));
            }
        }
        return total;
    }
}
