package dev.tollgate.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A provider with OpenAI's API that mostly answers. Some prompts make it answer much, or without end. */
final class SoakProvider implements AutoCloseable {
    static final String MUCH = "Say much";
    static final String WITHOUT_END = "Say it without end";

    private static final String ID = "\"id\":\"c1\",\"created\":1,\"model\":\"soak-1\"";
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}";
    private static final int SMALL_WORDS = 20;
    private static final int MANY_WORDS = 40_000;
    private static final String CHUNK = "data: {" + ID
            + ",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n";
    private static final String END = "data: {" + ID
            + ",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
            + USAGE + "}\n\ndata: [DONE]\n\n";

    /** A content length that a cut reply never reaches. */
    private static final int ANNOUNCED_BYTES = 1_000_000;

    private static final int HANG_SECONDS = 30;

    private final HttpServer server;
    private final CountDownLatch closed = new CountDownLatch(1);

    SoakProvider(int port) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::respond);
        server.start();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (request.contains(WITHOUT_END)) {
                stream(exchange, Integer.MAX_VALUE);
                return;
            }
            switch (ThreadLocalRandom.current().nextInt(20)) {
                case 0 -> send(exchange, 503, "<html><body>Service Unavailable</body></html>");
                case 1 ->
                    send(exchange, 429, "{\"error\":{\"message\":\"slow down\",\"code\":\"rate_limit_exceeded\"}}");
                case 2 -> cut(exchange);
                case 3 -> hang();
                default -> answer(exchange, request);
            }
        }
    }

    private static void answer(HttpExchange exchange, String request) throws IOException {
        int words = request.contains(MUCH) ? MANY_WORDS : SMALL_WORDS;
        if (request.contains("\"stream\":true")) {
            stream(exchange, words);
            return;
        }
        send(
                exchange,
                200,
                "{" + ID
                        + ",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                        + "\"content\":\"" + "word ".repeat(words) + "\"},\"finish_reason\":\"stop\"}]," + USAGE + "}");
    }

    private static void stream(HttpExchange exchange, int words) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        byte[] chunk = CHUNK.getBytes(StandardCharsets.UTF_8);
        for (int word = 0; word < words; word++) {
            body.write(chunk);
        }
        body.write(END.getBytes(StandardCharsets.UTF_8));
        body.close();
    }

    private static void cut(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, ANNOUNCED_BYTES);
        exchange.getResponseBody().write(CHUNK.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private void hang() {
        try {
            closed.await(HANG_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
