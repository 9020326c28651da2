package dev.tollgate.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;

/** SSM, S3 and SNS, as far as a function calls them. They accept everything, and note which right each call needs. */
final class AwsServices implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Set<String> calls = new ConcurrentSkipListSet<>();
    private final Map<String, String> parameters;
    private final HttpServer server;

    AwsServices(Map<String, String> parameters) throws IOException {
        this.parameters = parameters;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Each action with its resource, such as {@code ssm:GetParameter /tollgate/openai}; of S3, the bucket and its first folder. */
    Set<String> calls() {
        return new TreeSet<>(calls);
    }

    private void answer(HttpExchange http) throws IOException {
        try (http) {
            byte[] request = http.getRequestBody().readAllBytes();
            byte[] response =
                    answer(http, new String(request, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
            http.sendResponseHeaders(200, response.length == 0 ? -1 : response.length);
            http.getResponseBody().write(response);
        }
    }

    private String answer(HttpExchange http, String request) throws IOException {
        String target = http.getRequestHeaders().getFirst("x-amz-target");
        if (target != null) {
            String name = JSON.readTree(request).path("Name").asText();
            calls.add(target.replace("AmazonSSM.", "ssm:") + " " + name);
            return JSON.writeValueAsString(
                    Map.of("Parameter", Map.of("Type", "SecureString", "Value", parameters.getOrDefault(name, ""))));
        }
        if (http.getRequestMethod().equals("PUT")) {
            String[] path = http.getRequestURI().getPath().split("/", 4);
            calls.add("s3:PutObject " + path[1] + "/" + path[2]);
            return "";
        }
        calls.add("sns:" + field(request, "Action") + " " + field(request, "TopicArn"));
        return "<PublishResponse/>";
    }

    private static String field(String form, String name) {
        for (String field : form.split("&", -1)) {
            if (field.startsWith(name + "=")) {
                return URLDecoder.decode(field.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
