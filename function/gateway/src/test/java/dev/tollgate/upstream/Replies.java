package dev.tollgate.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The ways in which providers answer, and fail to. */
public final class Replies {
    /** A complete stream that says "Hello". */
    public static final String HELLO = chunk("{\"role\":\"assistant\",\"content\":\"\"}", null)
            + chunk("{\"content\":\"Hello\"}", null) + chunk("{}", "stop") + usage(3, 1) + "data: [DONE]\n\n";

    /** The role, and nothing said. */
    public static final String ROLE_ONLY = chunk("{\"role\":\"assistant\",\"content\":\"\"}", null);

    private Replies() {}

    /** JSON with this status, and with headers as {@code name, value, name, value…}. */
    public static Reply status(int status, String json, String... headers) {
        return (exchange, _) -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.getResponseHeaders().set("content-type", "application/json");
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** These events, and a proper end. */
    public static Reply events(String events) {
        return (exchange, _) -> write(begin(exchange), events);
    }

    /** These events, and then the connection breaks. */
    public static Reply eventsThenBreak(String events) {
        return (exchange, _) -> {
            write(begin(exchange), events);
            throw new IOException("broken, as the test wants it");
        };
    }

    /** These events, then silence until released, then those. */
    public static Reply eventsAround(String before, CountDownLatch release, String after) {
        return (exchange, _) -> {
            OutputStream body = begin(exchange);
            write(body, before);
            await(release);
            write(body, after);
        };
    }

    /** Nothing, not even a head, until released. */
    public static Reply silence(CountDownLatch release) {
        return (_, _) -> await(release);
    }

    /** Sends the head of an event stream. */
    public static OutputStream begin(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    /** Writes, and sends at once. */
    public static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }

    /** One event of a stream. */
    public static String chunk(String delta, String finishReason) {
        String finish = finishReason == null ? "null" : "\"" + finishReason + "\"";
        return event("\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finish + "}]");
    }

    /** The event with the count. */
    public static String usage(int prompt, int completion) {
        return event("\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":%d,\"total_tokens\":%d}"
                .formatted(prompt, completion, prompt + completion));
    }

    /** A whole answer that says "Hello". */
    public static Reply hello() {
        Map<Boolean, Reply> replies = Map.of(true, events(HELLO), false, status(200, """
                        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m",
                         "choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}],
                         "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}"""));
        return (exchange, received) ->
                replies.get(received.body().contains("\"stream\":true")).answer(exchange, received);
    }

    private static String event(String fields) {
        return "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"m\","
                + fields + "}\n\n";
    }

    /** Whether it was released within so long. */
    public static boolean await(CountDownLatch release, Duration atMost) throws IOException {
        try {
            return release.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static void await(CountDownLatch release) throws IOException {
        try {
            release.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
