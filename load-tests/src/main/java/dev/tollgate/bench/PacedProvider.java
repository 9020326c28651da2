package dev.tollgate.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A provider that sends chunks at a model's pace and records their times. Its caller is in the same JVM and uses the same clock. */
final class PacedProvider implements AutoCloseable {
    static final int CHUNKS = 30;
    static final Duration PACE = Duration.ofMillis(20);

    private static final String WHOLE = """
            {"id":"c1","object":"chat.completion","created":1,"model":"bench-1","choices":[{"index":0,"message":
            {"role":"assistant","content":"Tokens are pieces of words."},"finish_reason":"stop"}],
            "usage":{"prompt_tokens":58,"completion_tokens":6,"total_tokens":64}}""";
    private final HttpServer server;
    private final BlockingQueue<SentTimes> sent = new LinkedBlockingQueue<>();

    /**
     * The times of one call, in nanoseconds of {@link System#nanoTime}.
     *
     * @param received when the whole request had arrived
     * @param chunks when each chunk was written
     * @param ended when the end of the response was written
     */
    record SentTimes(long received, long[] chunks, long ended) {}

    PacedProvider(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/paced/chat/completions", this::respond);
        server.start();
    }

    /** Returns the times of the last call. */
    SentTimes sentTimes() throws InterruptedException {
        return sent.take();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            long received = System.nanoTime();
            if (request.contains("\"stream\":true")) {
                stream(exchange, received);
            } else {
                whole(exchange, received);
            }
        }
    }

    private void whole(HttpExchange exchange, long received) throws IOException {
        byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        sent.add(new SentTimes(received, new long[0], System.nanoTime()));
        exchange.getResponseBody().write(bytes);
    }

    private void stream(HttpExchange exchange, long received) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        long[] chunks = new long[CHUNKS];
        long due = System.nanoTime();
        for (int i = 0; i < CHUNKS; i++) {
            due += PACE.toNanos();
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            chunks[i] = System.nanoTime();
            write(body, chunk(i == CHUNKS - 1 ? "\"stop\"" : "null"));
        }
        sent.add(new SentTimes(received, Arrays.copyOf(chunks, CHUNKS), System.nanoTime()));
        write(body, "data: [DONE]\n\n");
    }

    private static String chunk(String finishReason) {
        return """
                data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"bench-1","choices":[{"index":0,\
                "delta":{"content":"word "},"finish_reason":%s}]}

                """.formatted(finishReason);
    }

    private static void write(OutputStream body, String text) throws IOException {
        body.write(text.getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
