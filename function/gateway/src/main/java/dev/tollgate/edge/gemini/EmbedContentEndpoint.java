package dev.tollgate.edge.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.edge.EmbeddingResponseWriter;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.openai.EmbeddingList;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** {@code POST /v1beta/models/{model}:embedContent} and {@code :batchEmbedContents} (https://ai.google.dev/api/embeddings). */
@Path("/v1beta/models")
public class EmbedContentEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final ModelCall pipeline;

    EmbedContentEndpoint(ModelCallHandler handler, RequestReader reader, ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.pipeline = pipeline;
    }

    /** Writes its own response; returns when the call is settled. */
    @POST
    @Path("/{model}:embedContent")
    @RunOnVirtualThread
    public void embed(@Context RoutingContext http, @PathParam("model") String model, InputStream body) {
        handle(http, body, sent -> EmbedContentReader.one(sent, model), EmbedContentFormat::one);
    }

    /** The same for several texts. */
    @POST
    @Path("/{model}:batchEmbedContents")
    @RunOnVirtualThread
    public void embedBatch(@Context RoutingContext http, @PathParam("model") String model, InputStream body) {
        handle(http, body, sent -> EmbedContentReader.batch(sent, model), EmbedContentFormat::batch);
    }

    private interface BodyReader {
        EmbeddingRequest read(ObjectNode sent);
    }

    private void handle(
            RoutingContext http,
            InputStream body,
            BodyReader form,
            BiFunction<EmbeddingList, OptionalLong, byte[]> words) {
        handler.handle(http, (call, key) -> {
            call.namesFields(EmbedContentReader::sentName);
            EmbeddingRequest request = reader.checked(form.read(reader.object(call.body(body))));
            call.requireRoomFor(request);
            pipeline.embed(call.context(key, request), new EmbeddingResponseWriter(call, words));
        });
    }
}
