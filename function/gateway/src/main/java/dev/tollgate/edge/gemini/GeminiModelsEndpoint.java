package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.KeyHeaders;
import dev.tollgate.edge.RequestRules;
import dev.tollgate.edge.ServerSentEvents;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.pipeline.ModelEntry;
import dev.tollgate.pipeline.ModelList;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1beta/models} (https://ai.google.dev/api/models): what the key may request, as Google lists models. */
@Path("/v1beta/models")
@Produces("application/json")
public class GeminiModelsEndpoint {
    /** Google's own page sizes. */
    private static final int PAGE = 50;

    private static final int LARGEST_PAGE = 1_000;

    private final ModelList models;

    GeminiModelsEndpoint(ModelList models) {
        this.models = models;
    }

    /** A page of the aliases and models of this key. */
    @GET
    @RunOnVirtualThread
    public byte[] list(@Context RoutingContext http) {
        int size =
                (int) Math.min(LARGEST_PAGE, number("pageSize", http.request().getParam("pageSize"), PAGE));
        long first = number("pageToken", http.request().getParam("pageToken"), 0);
        List<ModelEntry> page = models.list(KeyHeaders.authorization(http))
                .skip(first)
                .limit(size + 1L)
                .toList();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("models");
        page.stream().limit(size).forEach(entry -> list.add(model(entry)));
        if (page.size() > size) {
            answer.put("nextPageToken", Long.toString(first + size));
        }
        return ServerSentEvents.json(answer);
    }

    /** Zero is Google's word for the default. */
    private static long number(String name, @Nullable String sent, long otherwise) {
        if (sent == null || sent.isEmpty()) {
            return otherwise;
        }
        long number = NumberParser.whole(sent, 0L, Integer.MAX_VALUE).orElse(-1);
        RequestRules.valid(name, number >= 0, "a whole number");
        return number == 0 ? otherwise : number;
    }

    /** One of them. */
    @GET
    @Path("/{model}")
    @RunOnVirtualThread
    public byte[] one(@Context RoutingContext http, @PathParam("model") String name) {
        if (GeminiApi.callsModel(name)) {
            throw new GatewayException(
                    ErrorKind.METHOD_NOT_ALLOWED,
                    http.request().method() + " " + http.request().path() + " is not allowed.");
        }
        return ServerSentEvents.json(model(models.one(KeyHeaders.authorization(http), name)));
    }

    private static ObjectNode model(ModelEntry entry) {
        ObjectNode model = JsonNodeFactory.instance.objectNode();
        model.put("name", "models/" + entry.name());
        model.put("version", "");
        model.put("displayName", entry.name());
        entry.contextWindow().ifPresent(tokens -> model.put("inputTokenLimit", tokens));
        ArrayNode methods = model.putArray("supportedGenerationMethods");
        if (isEmbedding(entry)) {
            methods.add("embedContent").add("batchEmbedContents");
        } else {
            methods.add("generateContent").add("streamGenerateContent").add("countTokens");
        }
        return model;
    }

    /** What is known to read something, and to write nothing, returns embeddings. */
    private static boolean isEmbedding(ModelEntry entry) {
        return !entry.inputs().isEmpty() && entry.outputs().isEmpty();
    }
}
