package dev.tollgate.tenants;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A provider with OpenAI's API that repeats the placeholder of the prompt, and notes every canary that reaches it. */
final class EchoingProvider implements AutoCloseable {
    private static final Pattern PLACEHOLDER = Pattern.compile("<EMAIL_[0-9]+>");
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":20,\"total_tokens\":30}";

    /** Enough that equal questions meet while they are answered. */
    private static final int MOST_MILLIS = 40;

    private final HttpServer server;
    private final LongAdder calls = new LongAdder();
    private final LongAdder leaked = new LongAdder();

    EchoingProvider(int port) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::respond);
        server.start();
    }

    /** How many requests it has had. */
    long calls() {
        return calls.sum();
    }

    /** How many of them had a canary. */
    long leaked() {
        return leaked.sum();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.increment();
            if (TenantIdentity.isCanaryIn(request)) {
                leaked.increment();
            }
            Matcher placeholder = PLACEHOLDER.matcher(request);
            String text = "I wrote to " + (placeholder.find() ? placeholder.group() : "nobody") + ", as you asked.";
            pause();
            if (request.contains("\"stream\":true")) {
                stream(exchange, text);
            } else {
                send(exchange, text);
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(MOST_MILLIS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String text) throws IOException {
        byte[] body =
                ("{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                                + "\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                                + "\"},\"finish_reason\":\"stop\"}]," + USAGE + "}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    /** In pieces of one to five characters, so that placeholders are cut everywhere. */
    private static void stream(HttpExchange exchange, String text) throws IOException {
        exchange.getResponseHeaders().set("content-type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        for (int from = 0; from < text.length(); ) {
            int to = Math.min(
                    text.length(), from + 1 + ThreadLocalRandom.current().nextInt(5));
            event(body, "{\"index\":0,\"delta\":{\"content\":\"" + text.substring(from, to) + "\"}}", "");
            from = to;
        }
        event(body, "{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}", "," + USAGE);
        body.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void event(OutputStream body, String choice, String more) throws IOException {
        body.write(
                ("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":["
                                + choice + "]" + more + "}\n\n")
                        .getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
