package dev.tollgate.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SSM's Parameter Store and Secrets Manager in one server, with a quota
 * (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html,
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html).
 */
final class FakeSecretStore implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> parameters = new ConcurrentHashMap<>();
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int perSecond = Integer.MAX_VALUE;
    private long second;
    private int servedInSecond;

    private FakeSecretStore(HttpServer server) {
        this.server = server;
    }

    static FakeSecretStore start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeSecretStore store = new FakeSecretStore(server);
        server.createContext("/", store::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return store;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void parameter(String name, String value) {
        parameters.put(name, "{\"Parameter\":{\"Name\":\"%s\",\"Value\":\"%s\"}}".formatted(name, value));
    }

    void secret(String name, String value) {
        secrets.put(name, "{\"Name\":\"%s\",\"SecretString\":\"%s\"}".formatted(name, value));
    }

    void binarySecret(String name) {
        secrets.put(name, "{\"Name\":\"%s\",\"SecretBinary\":\"AAEC\"}".formatted(name));
    }

    /** Refuses all reads of a second but the first ones. */
    void allowPerSecond(int reads) {
        perSecond = reads;
    }

    /** Returns the names in the order in which they were read. */
    List<String> requested() {
        return asked;
    }

    /** Returns how many reads were refused for want of capacity. */
    int refused() {
        return refused.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (!withinQuota()) {
            refused.incrementAndGet();
            send(exchange, 400, "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
            return;
        }
        switch (target) {
            case "AmazonSSM.GetParameter" -> send(exchange, parameters, request.path("Name"), "ParameterNotFound");
            case "secretsmanager.GetSecretValue" ->
                send(exchange, secrets, request.path("SecretId"), "ResourceNotFoundException");
            default -> send(exchange, 400, "{\"__type\":\"UnknownOperationException\"}");
        }
    }

    private void send(HttpExchange exchange, Map<String, String> values, JsonNode name, String missing)
            throws IOException {
        asked.add(name.asText());
        String body = values.get(name.asText());
        send(exchange, body == null ? 400 : 200, body == null ? "{\"__type\":\"" + missing + "\"}" : body);
    }

    private synchronized boolean withinQuota() {
        long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
        if (now != second) {
            second = now;
            servedInSecond = 0;
        }
        return servedInSecond++ < perSecond;
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
