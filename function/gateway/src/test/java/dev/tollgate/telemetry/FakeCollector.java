package dev.tollgate.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A collector of OTLP on the loopback interface. It accepts only documents that are as the specification says. */
public final class FakeCollector implements AutoCloseable {

    /** What the collector does with a request instead of accepting it. */
    public interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<JsonNode> documents = new CopyOnWriteArrayList<>();
    private final List<AssertionError> errors = new CopyOnWriteArrayList<>();
    private final List<Headers> headers = new CopyOnWriteArrayList<>();
    private volatile Optional<Fault> fault = Optional.empty();

    /** A collector on a port of the system's choice. */
    public FakeCollector() {
        this(0);
    }

    /** A collector on this port. */
    public FakeCollector(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The base address. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on, requests fail like this; empty if they succeed. */
    public void failing(Optional<Fault> other) {
        fault = other;
    }

    /** The documents so far. */
    public List<JsonNode> documents() {
        errors.forEach(error -> {
            throw error;
        });
        return documents;
    }

    /** The headers of each request. */
    public List<Headers> headers() {
        return headers;
    }

    /** All spans so far. */
    public List<JsonNode> spans() {
        return items("resourceSpans", "scopeSpans", "spans");
    }

    /** The spans of the call with this request id: its own first, then those of its attempts. */
    public List<JsonNode> spans(String requestId) {
        return spans().stream()
                .filter(span -> OtlpShape.attribute(span, "tollgate.request_id").equals(requestId))
                .findFirst()
                .map(call -> spans().stream()
                        .filter(span -> span.path("traceId").equals(call.path("traceId")))
                        .toList())
                .orElse(List.of());
    }

    /** All metrics so far. */
    public List<JsonNode> metrics() {
        return items("resourceMetrics", "scopeMetrics", "metrics");
    }

    private List<JsonNode> items(String resources, String scopes, String items) {
        return documents().stream()
                .flatMap(document -> children(document.path(resources)))
                .flatMap(resource -> children(resource.path(scopes)))
                .flatMap(scope -> children(scope.path(items)))
                .toList();
    }

    private static Stream<JsonNode> children(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        headers.add(exchange.getRequestHeaders());
        if (fault.isPresent()) {
            fault.get().answer(exchange);
        } else {
            respond(exchange, accepted(exchange, body));
        }
        exchange.close();
    }

    private int accepted(HttpExchange exchange, byte[] body) throws IOException {
        try {
            JsonNode document = JsonCodec.mapper().readTree(body);
            OtlpShape.verify(exchange.getRequestURI().getPath(), document);
            documents.add(document);
            return 200;
        } catch (AssertionError malformed) {
            errors.add(malformed);
            return 400;
        }
    }

    private static void respond(HttpExchange exchange, int status) throws IOException {
        byte[] reply = "{\"partialSuccess\":{}}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(status, reply.length);
        exchange.getResponseBody().write(reply);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
