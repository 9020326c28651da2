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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A provider with OpenAI's API on a real socket, answering each path as its script says. */
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

    /** The base URL under which this script plays. */
    URI at(String name, Script script) {
        scripts.put("/" + name + "/chat/completions", script);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** The base URL under which this script plays where vectors are asked for. */
    URI embeddingAt(String name, Script script) {
        scripts.put("/" + name + "/embeddings", script);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** The bodies of the requests that came, in their order. */
    BlockingQueue<String> requests() {
        return requests;
    }

    /** A whole JSON reply. */
    static Script json(String reply) {
        return (exchange, body) -> {
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("content-type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            body.write(bytes);
        };
    }

    /** A stream of these events, and its proper end. */
    static Script events(List<String> events) {
        return paced(events, 0);
    }

    /** The same, with half a second between events. */
    static Script slowly(List<String> events) {
        return paced(events, 500);
    }

    /** A script that begins later. */
    static Script after(long pauseMillis, Script script) {
        return (exchange, body) -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            script.play(exchange, body);
        };
    }

    /** A stream with this pause after each event. */
    static Script paced(List<String> events, long pauseMillis) {
        return (exchange, body) -> {
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (String event : events) {
                event(body, event);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
            }
            event(body, "[DONE]");
        };
    }

    /** A stream that says one word, and nothing more until it is let. */
    static Script silent(CountDownLatch release) {
        return (exchange, body) -> {
            exchange.getResponseHeaders().set("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            event(body, Replies.STREAMED_TEXT.getFirst());
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            event(body, Replies.STREAMED_TEXT.getLast());
            event(body, "[DONE]");
        };
    }

    /** A stream that says one word and then goes on only when it is let; it notices when nobody listens any more. */
    static Script held(CountDownLatch release, CountDownLatch hungUp) {
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
                hungUp.countDown();
                throw gone;
            }
            event(body, "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}");
            event(body, "[DONE]");
        };
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
