package dev.tollgate.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.dynamodb.DynamoDbLocal;
import dev.tollgate.dynamodb.TableFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The gateway's tables behind a proxy: once a transaction has succeeded, every read fails, if a test wants that. */
public final class WriteOnlyTables implements QuarkusTestResourceLifecycleManager {
    private static final String TARGET = "x-amz-target";
    private static final String WRITE = "DynamoDB_20120810.TransactWriteItems";
    private static final String FAILURE = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ValidationException\"}";
    private static final AtomicBoolean WANTED = new AtomicBoolean();
    private static final AtomicBoolean WRITTEN = new AtomicBoolean();

    private final HttpClient onward = HttpClient.newHttpClient();
    private DynamoDbLocal dynamo;
    private HttpServer proxy;

    /** Whether reads fail after the next transaction. */
    public static void failReadsAfterWrites(boolean fail) {
        WRITTEN.set(false);
        WANTED.set(fail);
    }

    @Override
    public Map<String, String> start() {
        dynamo = DynamoDbLocal.inMemory();
        try (DynamoDbClient client = dynamo.client()) {
            TableFile.read().createIn(client);
        }
        try {
            proxy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        proxy.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        proxy.createContext("/", this::pass);
        proxy.start();
        return Map.of(
                "tollgate.dynamodb.endpoint",
                "http://127.0.0.1:" + proxy.getAddress().getPort());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean write = WRITE.equals(exchange.getRequestHeaders().getFirst(TARGET));
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!write && WRITTEN.get()) {
                respond(exchange, 400, FAILURE.getBytes(StandardCharsets.UTF_8));
                return;
            }
            HttpResponse<byte[]> response = forward(exchange, body);
            if (write && WANTED.get() && response.statusCode() == 200) {
                WRITTEN.set(true);
            }
            respond(exchange, response.statusCode(), response.body());
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(dynamo.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : new String[] {TARGET, "authorization", "x-amz-date", "content-type"}) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        try {
            return onward.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("content-type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void stop() {
        proxy.stop(0);
        dynamo.close();
    }
}
