package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.batch.BatchFollower;
import dev.tollgate.client.GatewayClient;
import dev.tollgate.client.GatewayTest;
import dev.tollgate.client.Response;
import dev.tollgate.client.SampleForm;
import dev.tollgate.provider.DataTerms;
import dev.tollgate.provider.MessageQuirks;
import dev.tollgate.provider.ModelTraits;
import dev.tollgate.provider.Provider;
import dev.tollgate.provider.ProviderQuirks;
import dev.tollgate.strict.StrictBatches;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A gateway in front of providers with batches: {@code batches/…} has OpenAI's, and {@code claude/…} Anthropic's. */
abstract class BatchTest extends GatewayTest {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String CHATS = "/v1/chat/completions";

    @Inject
    BatchFollower follower;

    StrictBatches providers;

    @BeforeEach
    void providersWithBatches() {
        providers = new StrictBatches();
        routes.provider(provider("batches", "openai", providers.uri("openai")));
        routes.provider(provider("claude", "anthropic", providers.uri("anthropic")));
    }

    @AfterEach
    void stopProviders() {
        providers.close();
    }

    static Provider provider(String name, String kind, URI uri) {
        return provider(name, kind, uri, false);
    }

    /** With OpenAI's Responses API or without. */
    static Provider provider(String name, String kind, URI uri, boolean responses) {
        return provider(name, kind, uri, responses, Map.of());
    }

    /** With known traits of its models. */
    static Provider provider(String name, String kind, URI uri, boolean responses, Map<String, ModelTraits> models) {
        ProviderQuirks quirks = new ProviderQuirks(
                Map.of(), true, true, List.of(), Map.of(), MessageQuirks.NONE, List.of(), responses, true, false, null);
        return new Provider(name, kind, uri, "secret", null, null, DataTerms.UNKNOWN, models, quirks);
    }

    /** A line with a question. */
    static String line(String customId, String model, String text) {
        return "{\"custom_id\":\"" + customId + "\",\"method\":\"POST\",\"url\":\"" + CHATS
                + "\",\"body\":{\"model\":\"" + model + "\",\"max_completion_tokens\":50,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}}";
    }

    Response upload(GatewayClient uploader, String... lines) {
        byte[] file = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return GatewayClient.send(new SampleForm()
                .with("purpose", "batch")
                .file("file", "application/octet-stream", file)
                .post(uploader, "/v1/files"));
    }

    Response create(GatewayClient creator, String file) {
        return create(creator, file, CHATS);
    }

    Response create(GatewayClient creator, String file, String endpoint) {
        return creator.post(
                "/v1/batches",
                "{\"input_file_id\":\"" + file + "\",\"endpoint\":\"" + endpoint
                        + "\",\"completion_window\":\"24h\",\"metadata\":{\"job\":\"nightly\"}}");
    }

    /** A batch of these lines. */
    JsonNode created(GatewayClient creator, String... lines) {
        return create(creator, upload(creator, lines).json().path("id").asText())
                .json();
    }

    JsonNode batch(JsonNode batch) {
        return client.get("/v1/batches/" + batch.path("id").asText()).json();
    }

    /** The job that runs every minute. */
    void follow() {
        follower.run(Instant.now().plusSeconds(60));
    }

    /** OpenAI's refusal of a line. */
    static JsonNode refused() {
        ObjectNode response = JSON.createObjectNode().put("status_code", 400).put("request_id", "r1");
        response.putObject("body")
                .putObject("error")
                .put("message", "the prompt is bad")
                .put("type", "invalid_request_error");
        return response;
    }

    /** The lines of a file, by custom id. */
    Map<String, JsonNode> lines(String file) {
        Map<String, JsonNode> lines = new TreeMap<>();
        client.get("/v1/files/" + file + "/content").body().lines().forEach(text -> {
            JsonNode line = read(text);
            lines.put(line.path("custom_id").asText(), line);
        });
        return lines;
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
