package dev.tollgate.edge;

import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/** {@code POST /v1/embeddings} (https://platform.openai.com/docs/api-reference/embeddings/create). */
@Path("/v1/embeddings")
public class EmbeddingsEndpoint {
    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final ModelCall pipeline;

    EmbeddingsEndpoint(ModelCallHandler handler, RequestReader reader, ModelCall pipeline) {
        this.handler = handler;
        this.reader = reader;
        this.pipeline = pipeline;
    }

    /** Writes its own response; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void embed(@Context RoutingContext http, InputStream body) {
        embed(http, body, NamedModel.IN_BODY);
    }

    /** The same for a request that may name its model elsewhere. */
    public void embed(RoutingContext http, InputStream body, NamedModel named) {
        handler.handle(http, (call, key) -> {
            EmbeddingRequest request = reader.embedding(call.body(body), named);
            call.requireRoomFor(request);
            CallCost cost = CallCost.of(key, request);
            pipeline.embed(
                    call.context(key, request),
                    new EmbeddingResponseWriter(
                            call, (embeddings, charge) -> ServerSentEvents.json(cost.in(embeddings, charge))));
        });
    }
}
