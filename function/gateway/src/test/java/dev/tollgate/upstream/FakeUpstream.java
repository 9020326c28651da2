package dev.tollgate.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A provider on the loopback interface that sends the replies a test sets, and remembers the requests it receives. */
public final class FakeUpstream implements AutoCloseable {
    static {
        // Otherwise the system collects small pieces before it sends them.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Queue<ReceivedRequest> received = new ConcurrentLinkedQueue<>();
    private final Reply otherwise;

    /** Answers each path with a 404 until a test sets a reply for it. */
    public FakeUpstream() {
        this(Replies.status(404, "{}"));
    }

    /** Sends this reply for each path without a reply of its own. */
    public FakeUpstream(Reply otherwise) {
        this.otherwise = otherwise;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The address of the provider of this name, which has nothing to say yet. */
    public URI uri(String name) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
    }

    /** From now on this provider answers so; its address. */
    public URI answers(String name, Reply reply) {
        replies.put("/" + name + "/chat/completions", reply);
        return uri(name);
    }

    /** Sets this provider's reply to requests for embeddings; returns its address. */
    public URI embeds(String name, Reply reply) {
        return answersAt(name, "embeddings", reply);
    }

    /** From now on this provider answers so at this path; its address. */
    public URI answersAt(String name, String path, Reply reply) {
        replies.put("/" + name + "/" + path, reply);
        return uri(name);
    }

    /** The requests that this provider has received, in order. */
    public List<ReceivedRequest> received(String name) {
        return received.stream()
                .filter(request -> request.path().startsWith("/" + name + "/"))
                .toList();
    }

    /** From here on, no provider has received anything. */
    public void forget() {
        received.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        ReceivedRequest request = new ReceivedRequest(path, exchange.getRequestHeaders(), body);
        received.add(request);
        replies.getOrDefault(path, otherwise).answer(exchange, request);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
