package dev.tollgate.histories;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.JsonCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends the requests that a history wants, and disconnects when they say so. */
final class HistoryClient {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HistoryClock clock;

    HistoryClient(HistoryClock clock) {
        this.clock = clock;
    }

    SeenResponse ask(URI gateway, RandomRequest wish) {
        int before = clock.jerks();
        CompletableFuture<HttpResponse<InputStream>> coming =
                HTTP.sendAsync(request(gateway, wish), BodyHandlers.ofInputStream());
        try {
            HttpResponse<InputStream> response = wish.leaving().afterMillis() < 0
                    ? coming.get()
                    : coming.get(wish.leaving().afterMillis(), TimeUnit.MILLISECONDS);
            return read(response, wish, before);
        } catch (TimeoutException leaving) {
            coming.cancel(true);
            return new SeenResponse(wish, 0, null, null, null, null, false, "", before, clock.jerks());
        } catch (ExecutionException | IOException failed) {
            throw new IllegalStateException("no answer to " + wish, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static HttpRequest request(URI gateway, RandomRequest wish) {
        String key = wish.form() == RandomRequest.Form.UNKNOWN_KEY ? "nobody" : wish.key();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        gateway.resolve(wish.embeds() ? "/v1/embeddings" : "/v1/chat/completions"))
                .header("authorization", "Bearer " + HistoryWorld.secret(key))
                .header("content-type", "application/json")
                .header("x-number", String.valueOf(wish.number()))
                .POST(BodyPublishers.ofString(wish.body()));
        return (wish.idempotencyKey() == null ? request : request.header("idempotency-key", wish.idempotencyKey()))
                .build();
    }

    private SeenResponse read(HttpResponse<InputStream> response, RandomRequest wish, int before) throws IOException {
        String body = body(response, wish);
        boolean streamed = response.headers()
                .firstValue("content-type")
                .filter(type -> type.startsWith("text/event-stream"))
                .isPresent();
        JsonNode last = streamed ? last(body) : json(body);
        String code = last.path("error").path("code").asText(null);
        boolean whole = response.statusCode() == 200 && (streamed ? body.endsWith("data: [DONE]\n\n") : code == null);
        String provider = response.headers().firstValue("x-tollgate-provider").orElse(null);
        return new SeenResponse(
                wish,
                response.statusCode(),
                code,
                response.headers().firstValue("x-tollgate-repeated").orElse(null),
                provider == null
                        ? null
                        : provider + "/"
                                + response.headers()
                                        .firstValue("x-tollgate-model")
                                        .orElse(""),
                whole ? last.path("usage") : null,
                whole,
                body,
                before,
                clock.jerks());
    }

    /** Up to where the client leaves. */
    private static String body(HttpResponse<InputStream> response, RandomRequest wish) throws IOException {
        int left = wish.leaving().afterWords();
        StringBuilder body = new StringBuilder();
        try (InputStream bytes = response.body()) {
            if (left < 0) {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null && left > 0; line = lines.readLine()) {
                body.append(line).append('\n');
                left -= line.startsWith("data: ") ? 1 : 0;
            }
        }
        return body.toString();
    }

    /** The last event that is JSON. */
    private static JsonNode last(String events) {
        return events.lines()
                .filter(line -> line.startsWith("data: {"))
                .reduce((_, later) -> later)
                .map(line -> json(line.substring("data: ".length())))
                .orElseGet(() -> json("{}"));
    }

    private static JsonNode json(String text) {
        try {
            return JsonCodec.mapper().readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException("not JSON: " + text, broken);
        }
    }
}
