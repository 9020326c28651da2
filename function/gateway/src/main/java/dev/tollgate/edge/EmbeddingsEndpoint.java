package dev.tollgate.edge;

import dev.tollgate.call.Incoming;
import dev.tollgate.call.ModelCall;
import dev.tollgate.openai.EmbeddingRequest;
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
        Visit visit = new Visit(http, clock);
        Incoming<EmbeddingRequest> incoming =
                visit.incoming(() -> reader.embedding(visit.contentType(), visit.body(body)));
        visit.serve(() -> call.embed(incoming, new VectorAnswer(visit.client())));
    }
}
