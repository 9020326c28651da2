package dev.tollgate.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** SSM's Parameter Store over TLS (https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html). */
final class FakeParameters implements AutoCloseable {
    private final HttpsServer server;
    private final Map<String, String> values;

    FakeParameters(SSLContext context, Map<String, String> values) throws IOException {
        this.values = values;
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::respond);
        server.start();
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<?, ?> request = new ObjectMapper().readValue(exchange.getRequestBody(), Map.class);
            boolean valid =
                    "AmazonSSM.GetParameter".equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                            && Boolean.TRUE.equals(request.get("WithDecryption"));
            String value = valid ? values.get(request.get("Name")) : null;
            byte[] body = (value == null
                            ? "{\"__type\":\"ParameterNotFound\"}"
                            : "{\"Parameter\":{\"Type\":\"SecureString\",\"Value\":\"" + value + "\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(value == null ? 400 : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
