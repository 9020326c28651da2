package dev.tollgate.strict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;

/**
 * The strict APIs over HTTP: {@code /<kind>/…} is the base URL of each. A valid request gets what the model says, and every
 * other one the provider's own refusal.
 */
public final class StrictServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, StrictApi> APIS = Map.ofEntries(
            Map.entry("openai", new StrictOpenAi()),
            Map.entry("openai-responses", new StrictResponses()),
            Map.entry("azure", new StrictOpenAi()),
            Map.entry("mistral", new StrictMistral()),
            Map.entry("groq", new StrictGroq()),
            Map.entry("deepseek", new StrictDeepSeek()),
            Map.entry("openrouter", new StrictOpenRouter()),
            Map.entry("anthropic", new StrictAnthropic()),
            Map.entry("bedrock", new StrictBedrock()),
            Map.entry("bedrock-invoke", new StrictInvoke()),
            Map.entry("gemini", new StrictGemini(false)),
            Map.entry("vertex", new StrictGemini(true)),
            Map.entry("cohere", new StrictCohere()));

    private final HttpServer server;
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> overloadedFrom = new ConcurrentHashMap<>();
    private volatile BiFunction<StrictApi, ApiCall, ModelTurn> model;
    private volatile String lastAnswered = "";

    /**
     * Starts on this port of the loopback interface; 0 for any free one.
     *
     * @param model what the model says to a valid request
     */
    public StrictServer(int port, BiFunction<StrictApi, ApiCall, ModelTurn> model) {
        this.model = model;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** The base URL of this kind. */
    public URI uri(String kind) {
        String path = kind.equals("vertex") ? "/v1/projects/p/locations/global/publishers/google" : "";
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + kind + path);
    }

    /** What the model says from now on. */
    public void says(ModelTurn turn) {
        model = (_, _) -> turn;
    }

    /** Only this model of this kind has no capacity from now on. */
    public void overload(String kind, String modelName) {
        overloadedFrom.clear();
        overloadFrom(kind, modelName, 0);
    }

    /** This model of this kind, too, has no capacity once a turn has so many results of functions. */
    public void overloadFrom(String kind, String modelName, int results) {
        overloadedFrom.put(kind + "/" + modelName, results);
    }

    /** From now on every model has capacity. */
    public void relieve() {
        overloadedFrom.clear();
    }

    /** The body of the last request that was answered. */
    public String lastAnswered() {
        return lastAnswered;
    }

    /** The paths of the requests that were answered since the last call of this method. */
    public List<String> takeAnswered() {
        List<String> taken = List.copyOf(answered);
        answered.clear();
        return taken;
    }

    /** The refusals since the last call of this method, each with its kind. */
    public List<String> takeRefusals() {
        List<String> taken = List.copyOf(refusals);
        refusals.clear();
        return taken;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String kind = path.split("/", -1)[1];
        StrictApi api = APIS.get(kind + form(path));
        byte[] body = exchange.getRequestBody().readAllBytes();
        send(exchange, api == null ? ApiReply.json(404, "{}") : answer(kind, api, call(path, JSON.readTree(body))));
    }

    /** A second API at the same address. */
    private static String form(String path) {
        return path.contains("/invoke") ? "-invoke" : path.endsWith("/responses") ? "-responses" : "";
    }

    private static void send(HttpExchange exchange, ApiReply reply) throws IOException {
        exchange.getResponseHeaders().set("content-type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.close();
    }

    private ApiReply answer(String kind, StrictApi api, ApiCall call) {
        int from = overloadedFrom.getOrDefault(kind + "/" + call.model(), Integer.MAX_VALUE);
        if (api.resultsSinceUser(call) >= from) {
            return api.overloaded();
        }
        try {
            api.check(call);
            lastAnswered = call.body().toString();
            answered.add(call.path());
            return api.reply(call, model.apply(api, call));
        } catch (ApiViolation violation) {
            refusals.add(kind + ": " + violation.getMessage());
            return ApiReply.json(violation.status(), violation.body());
        }
    }

    /** The model is in the path at Google, Azure and Bedrock, and in the body elsewhere. */
    private static ApiCall call(String path, JsonNode body) {
        String[] steps = path.split("/", -1);
        String name = body.path("model").asText();
        for (int i = 0; i < steps.length - 1; i++) {
            if (Set.of("models", "model", "deployments").contains(steps[i])) {
                name = URLDecoder.decode(steps[i + 1], StandardCharsets.UTF_8)
                        .replaceAll(":(stream)?[gG]enerateContent$", "");
            }
        }
        boolean streamed = body.path("stream").asBoolean()
                || path.contains(":streamGenerateContent")
                || path.endsWith("/converse-stream")
                || path.endsWith(StrictInvoke.STREAMED);
        return new ApiCall(path, name, streamed, body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
