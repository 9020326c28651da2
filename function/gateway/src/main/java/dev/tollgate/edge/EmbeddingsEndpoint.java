package dev.tollgate.edge;

import dev.tollgate.call.IncomingCall;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.pipeline.ModelCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;
import java.time.Clock;

/** {@code POST /v1/embeddings} (https://platform.openai.com/docs/api-reference/embeddings/create). */
@Path("/v1/embeddings")
public class EmbeddingsEndpoint {
    private final ModelCall call;
    private final RequestReader reader;
    private final Clock clock;

    EmbeddingsEndpoint(ModelCall call, RequestReader reader, Clock clock) {
        this.call = call;
        this.reader = reader;
        this.clock = clock;
    }

    /** Writes its own response; returns when the call is settled. */
    @POST
    @RunOnVirtualThread
    public void embed(@Context RoutingContext http, InputStream body) {
        HttpCall httpCall = new HttpCall(http, clock);
        IncomingCall<EmbeddingRequest> incomingCall =
                httpCall.incomingCall(() -> reader.embedding(httpCall.contentType(), httpCall.body(body)));
        httpCall.serve(() -> call.embed(incomingCall, new EmbeddingResponseWriter(httpCall.client())));
    }
}
