package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tollgate.parse.FormPart;
import dev.tollgate.parse.MultipartForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * OpenAI's files and batches at {@code /openai}, and Anthropic's at {@code /anthropic}, as strict as the providers are. A batch is in
 * progress until a test ends it.
 */
public final class StrictBatches implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, String> files = new ConcurrentHashMap<>();
    private final Map<String, ObjectNode> batches = new ConcurrentHashMap<>();
    private final Map<String, List<JsonNode>> requests = new ConcurrentHashMap<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private int created;
    private Optional<BiFunction<String, JsonNode, JsonNode>> atOnce = Optional.empty();
    private final Map<String, JsonNode> invented = new ConcurrentHashMap<>();
    private volatile String spoiled = "";
    private volatile Optional<StrictAnswer> inPlace = Optional.empty();

    /** Starts on a free port of the loopback interface. */
    public StrictBatches() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The base URL of {@code openai} or {@code anthropic}. */
    public URI uri(String kind) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + kind);
    }

    /** Every call so far, as method and path. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The lines of all batches so far, in order. */
    public List<JsonNode> lines() {
        return requests.values().stream().flatMap(List::stream).toList();
    }

    /** What they hold. */
    public List<JsonNode> bodies() {
        return lines().stream()
                .map(line -> line.has("params") ? line.path("params") : line.path("body"))
                .toList();
    }

    /**
     * Ends all batches.
     *
     * @param answer the result of a request, by its custom id and its body: OpenAI's {@code response}, or Anthropic's {@code result}
     */
    public synchronized void end(BiFunction<String, JsonNode, JsonNode> answer) {
        batches.forEach((id, batch) -> {
            StringBuilder output = new StringBuilder();
            StringBuilder errors = new StringBuilder();
            for (JsonNode line : requests.get(id)) {
                String customId = line.path("custom_id").asText();
                boolean anthropic = line.has("params");
                JsonNode result = answer.apply(customId, anthropic ? line.path("params") : line.path("body"));
                ObjectNode written =
                        JSON.createObjectNode().put("id", "r-" + customId).put("custom_id", customId);
                written.set(anthropic ? "result" : "response", result);
                boolean good = anthropic || result.path("status_code").asInt() == 200;
                (good ? output : errors).append(written).append('\n');
            }
            invented.forEach((customId, response) -> {
                ObjectNode line = JSON.createObjectNode().put("custom_id", customId);
                line.set("response", response);
                output.append(line).append('\n');
            });
            ended(id, batch, output.toString(), errors.toString());
        });
    }

    /** From here on, a batch ends as soon as it is created. */
    public synchronized void answerAtOnce(BiFunction<String, JsonNode, JsonNode> answer) {
        atOnce = Optional.of(answer);
    }

    /** Every batch of OpenAI's that ends has this result, too, although no line of it has this name. */
    public void invent(String customId, JsonNode response) {
        invented.put(customId, response);
    }

    /** From here on, calls that end in this path are handled, but their connection breaks before the reply. */
    public void breakConnectionsAt(String path) {
        inPlace = Optional.empty();
        spoiled = path;
    }

    /** From here on, calls that end in this path are handled, but get this reply. */
    public void replyAt(String path, int status, String body) {
        inPlace = Optional.of(new StrictAnswer(status, body));
        spoiled = path;
    }

    private void ended(String id, ObjectNode batch, String output, String errors) {
        int lines = requests.get(id).size();
        if (id.startsWith("msgbatch_")) {
            batch.put("processing_status", "ended");
            batch.putObject("request_counts")
                    .put("processing", 0)
                    .put("succeeded", lines)
                    .put("errored", 0)
                    .put("canceled", 0)
                    .put("expired", 0);
            files.put("results-" + id, output);
            return;
        }
        batch.put("status", "completed");
        if (!output.isEmpty()) {
            batch.put("output_file_id", "file-out-" + id);
            files.put("file-out-" + id, output);
        }
        if (!errors.isEmpty()) {
            batch.put("error_file_id", "file-err-" + id);
            files.put("file-err-" + id, errors);
        }
        int failed = (int) errors.lines().count();
        batch.putObject("request_counts")
                .put("total", lines)
                .put("completed", lines - failed)
                .put("failed", failed);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        calls.add(exchange.getRequestMethod() + " " + path);
        byte[] body = exchange.getRequestBody().readAllBytes();
        String[] steps = path.split("/", -1);
        StrictAnswer answer;
        try {
            answer = steps[1].equals("openai") ? openai(exchange, steps, body) : anthropic(exchange, steps, body);
        } catch (RefusedCallException refused) {
            answer = StrictAnswer.refusal(refused.getMessage());
        }
        if (!spoiled.isEmpty() && path.endsWith(spoiled)) {
            if (inPlace.isEmpty()) {
                exchange.close();
                return;
            }
            answer = inPlace.get();
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new RefusedCallException(message);
        }
    }

    private synchronized StrictAnswer openai(HttpExchange exchange, String[] steps, byte[] body) throws IOException {
        require("Bearer secret".equals(exchange.getRequestHeaders().getFirst("authorization")), "no key");
        String call = exchange.getRequestMethod() + " " + steps[2] + (steps.length > 4 ? " " + steps[4] : "");
        return switch (call) {
            case "POST files" -> upload(exchange, body);
            case "POST batches" -> create(JSON.readTree(body));
            case "GET files content" -> new StrictAnswer(200, found(files, steps[3]));
            case "GET batches" -> StrictAnswer.of(found(batches, steps[3]));
            case "POST batches cancel" ->
                StrictAnswer.of(found(batches, steps[3]).put("status", "cancelling"));
            default -> new StrictAnswer(404, "{}");
        };
    }

    private static <T> T found(Map<String, T> all, String id) {
        T one = all.get(id);
        require(one != null, "there is no " + id);
        return one;
    }

    private StrictAnswer upload(HttpExchange exchange, byte[] body) {
        String type = exchange.getRequestHeaders().getFirst("content-type");
        List<FormPart> parts =
                MultipartForm.read(body, MultipartForm.boundary(type).orElseThrow(), 9);
        require(
                parts.getFirst().name().equals("purpose")
                        && parts.getFirst().text().equals("batch"),
                "no purpose");
        require(parts.getLast().name().equals("file") && parts.getLast().isFile(), "no file");
        String id = "file-in-" + ++created;
        files.put(id, parts.getLast().text());
        return StrictAnswer.of(JSON.createObjectNode().put("id", id).put("object", "file"));
    }

    private StrictAnswer create(JsonNode batch) throws IOException {
        require(batch.path("completion_window").asText().equals("24h"), "no window");
        String id = "batch-" + ++created;
        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                found(files, batch.path("input_file_id").asText()).lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        for (JsonNode line : lines) {
            require(line.path("method").asText().equals("POST"), "no method");
            require(line.path("url").equals(batch.path("endpoint")), "another endpoint");
            require(!line.path("body").path("stream").asBoolean(), "streamed");
            require(
                    line.path("body")
                            .path("model")
                            .equals(lines.getFirst().path("body").path("model")),
                    "another model");
        }
        add(id, lines);
        batches.put(
                id, JSON.createObjectNode().put("id", id).put("object", "batch").put("status", "in_progress"));
        ObjectNode started = batches.get(id).deepCopy();
        atOnce.ifPresent(this::end);
        return StrictAnswer.of(started);
    }

    private void add(String id, List<JsonNode> lines) {
        Set<String> names = new HashSet<>();
        lines.forEach(line -> require(names.add(line.path("custom_id").asText()), "twice the same custom_id"));
        requests.put(id, lines);
    }

    private synchronized StrictAnswer anthropic(HttpExchange exchange, String[] steps, byte[] body) throws IOException {
        require("secret".equals(exchange.getRequestHeaders().getFirst("x-api-key")), "no key");
        require(exchange.getRequestHeaders().getFirst("anthropic-version") != null, "no version");
        require(steps[2].equals("messages") && steps[3].equals("batches"), "another path");
        String method = exchange.getRequestMethod();
        if (steps.length == 4) {
            return createMessages(JSON.readTree(body));
        }
        if (steps.length == 5) {
            return StrictAnswer.of(found(batches, steps[4]));
        }
        return method.equals("POST")
                ? StrictAnswer.of(found(batches, steps[4]).put("processing_status", "canceling"))
                : new StrictAnswer(200, found(files, "results-" + steps[4]));
    }

    private StrictAnswer createMessages(JsonNode batch) {
        List<JsonNode> lines = new ArrayList<>();
        batch.path("requests").forEach(lines::add);
        for (JsonNode line : lines) {
            require(line.path("custom_id").asText().matches("[a-zA-Z0-9_-]{1,64}"), "a bad custom_id");
            require(line.path("params").path("max_tokens").isInt(), "no max_tokens");
        }
        String id = "msgbatch_" + ++created;
        add(id, lines);
        batches.put(
                id,
                JSON.createObjectNode()
                        .put("id", id)
                        .put("type", "message_batch")
                        .put("processing_status", "in_progress"));
        return StrictAnswer.of(batches.get(id));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
