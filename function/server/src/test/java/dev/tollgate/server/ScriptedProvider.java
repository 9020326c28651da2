package dev.tollgate.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A provider with OpenAI's API on a real socket. A script for each path writes the replies. */
final class ScriptedProvider implements AutoCloseable {

    /** Writes one reply. */
    interface Script {
        void play(HttpExchange exchange, OutputStream body) throws IOException;
    }

    private final HttpServer server;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    ScriptedProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Adds a script for chat completions, and returns its base URL. */
    URI at(String name, Script script) {
        scripts.put("/" + name + "/chat/completions", script);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** Adds a script for embeddings, and returns its base URL. */
    URI embeddingAt(String name, Script script) {
        scripts.put("/" + name + "/embeddings", script);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** Adds a script for another path, such as {@code audio/speech}, and returns its base URL. */
    URI at(String name, String path, Script script) {
        scripts.put("/" + name + "/" + path, script);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** Returns the bodies of the received requests in order. */
    BlockingQueue<String> requests() {
        return requests;
    }

    /** Returns a script that sends a whole JSON reply. */
    static Script json(String reply) {
        return (exchange, body) -> {
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            body.write(bytes);
        };
    }

    /** Returns a script that streams these events and a regular end. */
    static Script events(List<String> events) {
        return paced(events, 0);
    }

    /** Returns the same with half a second between events. */
    static Script slowly(List<String> events) {
        return paced(events, 500);
    }

    /** Returns a script that starts later. */
    static Script after(long pauseMillis, Script script) {
        return (exchange, body) -> {
            pause(pauseMillis);
            script.play(exchange, body);
        };
    }

    /** Returns a script that streams events with this delay after each. */
    static Script paced(List<String> events, long pauseMillis) {
        return (exchange, body) -> {
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (String event : events) {
                event(body, event);
                pause(pauseMillis);
            }
            event(body, "[DONE]");
        };
    }

    /** Returns a script that streams one word, and the rest when the latch opens. */
    static Script silent(CountDownLatch release) {
        return (exchange, body) -> {
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            event(body, ProviderReplies.STREAMED_TEXT.getFirst());
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            event(body, ProviderReplies.STREAMED_TEXT.getLast());
            event(body, "[DONE]");
        };
    }

    /** Returns a script that streams words until the latch opens. Reports when the client has disconnected. */
    static Script held(CountDownLatch release, CountDownLatch disconnected) {
        return (exchange, body) -> {
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            event(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"held\"}}]}");
            try {
                while (!release.await(20, TimeUnit.MILLISECONDS)) {
                    event(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" on\"}}]}");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (IOException gone) {
                disconnected.countDown();
                throw gone;
            }
            event(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
            event(body, "[DONE]");
        };
    }

    /** A timer goes on with the script. */
    private static void pause(long millis) {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, millis, TimeUnit.MILLISECONDS)
                .join();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange;
                OutputStream body = exchange.getResponseBody()) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            scripts.get(exchange.getRequestURI().getPath()).play(exchange, body);
        }
    }

    private static void event(OutputStream body, String data) throws IOException {
        body.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        body.flush();
    }
}
