package dev.tollgate.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/** Is in front of DynamoDB Local, and notes which operations a program calls on which tables. */
final class TableRecorder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Set<String> calls = new ConcurrentSkipListSet<>();
    private final HttpServer server;
    private final URI tables;

    private TableRecorder(HttpServer server, URI tables) {
        this.server = server;
        this.tables = tables;
    }

    static TableRecorder before(URI tables) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TableRecorder recorder = new TableRecorder(server, tables);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", recorder::forward);
        server.start();
        return recorder;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Each operation with its table or index, such as {@code config GetItem}, as IAM names them. */
    Set<String> calls() {
        return new TreeSet<>(calls);
    }

    private void forward(HttpExchange http) throws IOException {
        byte[] body = http.getRequestBody().readAllBytes();
        String target = http.getRequestHeaders().getFirst("x-amz-target");
        note(target.substring(target.indexOf('.') + 1), JSON.readTree(body));
        HttpRequest request = HttpRequest.newBuilder(tables)
                .header("x-amz-target", target)
                .header("x-amz-date", http.getRequestHeaders().getFirst("x-amz-date"))
                .header("authorization", http.getRequestHeaders().getFirst("authorization"))
                .header("content-type", "application/x-amz-json-1.0")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            http.getResponseHeaders().set("content-type", "application/x-amz-json-1.0");
            response.headers().firstValue("x-amzn-requestid").ifPresent(id -> http.getResponseHeaders()
                    .set("x-amzn-requestid", id));
            http.sendResponseHeaders(response.statusCode(), response.body().length);
            http.getResponseBody().write(response.body());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            http.close();
        }
    }

    private void note(String operation, JsonNode body) {
        if (body.has("RequestItems")) {
            body.get("RequestItems").fieldNames().forEachRemaining(table -> calls.add(name(table) + " " + operation));
        } else if (body.has("TransactItems")) {
            // IAM wants the right to each of a transaction's operations, and knows no right to the transaction.
            body.get("TransactItems").forEach(item -> item.properties()
                    .forEach(part -> calls.add(
                            name(part.getValue().path("TableName").asText()) + " " + part.getKey() + "Item")));
        } else {
            String index =
                    body.has("IndexName") ? "/index/" + body.get("IndexName").asText() : "";
            calls.add(name(body.path("TableName").asText()) + index + " " + operation);
        }
    }

    private static String name(String table) {
        return table.substring(table.lastIndexOf('-') + 1);
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
