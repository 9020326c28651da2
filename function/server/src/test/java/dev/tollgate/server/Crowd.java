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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients that ask one question after the other, whole and streamed, with and without limits, and do not give up. */
final class Crowd {
    static final String LIMITED = "limited";

    private static final Pattern TOTAL = Pattern.compile("\"total_tokens\":(\\d+)");
    private static final long PATIENCE_SECONDS = 600;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConcurrentLinkedQueue<Told> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();
    private final List<Thread> clients = new ArrayList<>();
    private final MortalGateway gateway;
    private final int size;

    Crowd(MortalGateway gateway, int size) {
        this.gateway = gateway;
        this.size = size;
    }

    /** Begins to ask this many questions. */
    void ask(int questions) {
        for (int client = 0; client < size; client++) {
            clients.add(Thread.ofVirtual().start(() -> askInTurn(questions)));
        }
    }

    /** Waits until so many have been begun. */
    void awaitBegun(int questions) throws InterruptedException {
        while (begun.get() < questions) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** What all of them were told, once nobody asks any more. */
    List<Told> awaitEnd() throws InterruptedException {
        for (Thread client : clients) {
            if (!client.join(Duration.ofSeconds(PATIENCE_SECONDS))) {
                throw new AssertionError("a client waits for ever");
            }
        }
        return List.copyOf(told);
    }

    /** One more question, which must be answered. */
    Told askOnce(String key) throws IOException, InterruptedException {
        return ask(key, false).filter(one -> one.tokens() > 0).orElseThrow();
    }

    private void askInTurn(int questions) {
        try {
            for (int number = begun.incrementAndGet(); number <= questions; number = begun.incrementAndGet()) {
                askUntilReached(number % 3 == 0 ? "free" : LIMITED, number % 2 == 0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** While the gateway is dead nothing is asked; an answer that breaks off is not asked for again. */
    private void askUntilReached(String key, boolean streamed) throws InterruptedException {
        while (true) {
            try {
                ask(key, streamed).ifPresent(told::add);
                return;
            } catch (ConnectException dead) {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (IOException killedBeforeItsHead) {
                return;
            }
        }
    }

    /** Empty for an answer that is no 200: the gateway said no, and accepted nothing. */
    private Optional<Told> ask(String key, boolean streamed) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request(key, streamed), BodyHandlers.ofInputStream());
        String id = response.headers().firstValue("x-request-id").orElseThrow();
        try (InputStream body = response.body()) {
            long tokens = total(body);
            return response.statusCode() == 200 ? Optional.of(new Told(id, tokens)) : Optional.empty();
        } catch (IOException killedBehindItsHead) {
            return response.statusCode() == 200 ? Optional.of(new Told(id, 0)) : Optional.empty();
        }
    }

    private HttpRequest request(String key, boolean streamed) {
        String question = "{\"model\":\"%s/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go on.\"}]%s}"
                .formatted(
                        streamed ? "streamed" : "whole",
                        streamed ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "");
        URI url = URI.create(gateway.url() + "/v1/chat/completions");
        return HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(30))
                .header("authorization", "Bearer sk-it-" + key)
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(question))
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
