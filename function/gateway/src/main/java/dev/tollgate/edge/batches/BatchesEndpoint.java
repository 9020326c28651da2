package dev.tollgate.edge.batches;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.batch.StoredBatches;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ListPage;
import dev.tollgate.edge.ModelCallHandler;
import dev.tollgate.edge.RequestReader;
import dev.tollgate.pipeline.BatchCall;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/**
 * OpenAI's batches (https://platform.openai.com/docs/api-reference/batch). Reading one asks no provider: a job follows all that are open.
 * Nobody learns whether another key has a batch of this id.
 */
@Path("/v1/batches")
public class BatchesEndpoint {
    private static final int DEFAULT_BATCHES = 20;
    private static final int MOST_BATCHES = 100;

    private final ModelCallHandler handler;
    private final RequestReader reader;
    private final InputFile inputs;
    private final OwnedFiles owned;
    private final BatchCall pipeline;
    private final StoredBatches store;

    BatchesEndpoint(
            ModelCallHandler handler,
            RequestReader reader,
            InputFile inputs,
            OwnedFiles owned,
            BatchCall pipeline,
            StoredBatches store) {
        this.handler = handler;
        this.reader = reader;
        this.inputs = inputs;
        this.owned = owned;
        this.pipeline = pipeline;
        this.store = store;
    }

    /** Gives the lines of a file to a provider. */
    @POST
    @RunOnVirtualThread
    public void create(@Context RoutingContext http, InputStream body) {
        handler.handle(http, (call, key) -> create(call, key, BatchCreation.of(reader.object(call.body(body)))));
    }

    private void create(HttpCall call, ApiKey key, BatchCreation creation) {
        StoredFile file = owned.file(key, creation.inputFile());
        BatchLines lines = inputs.read(call, owned.content(file, call.memory()));
        creation.requireEndpoint(lines.endpoint());
        BatchCall.BatchOrder order =
                new BatchCall.BatchOrder(lines.endpoint(), creation.inputFile(), lines.requests(), creation.metadata());
        pipeline.create(inputs.context(call, key, lines), order, batch -> call.complete(BatchDocument.of(batch)));
    }

    /** The key's batches. */
    @GET
    @RunOnVirtualThread
    public void list(@Context RoutingContext http, @Context UriInfo uri) {
        handler.handleUnlogged(http, (call, key) -> {
            ListPage page = ListPage.of("object", uri.getQueryParameters(), DEFAULT_BATCHES, MOST_BATCHES);
            call.complete(page.json(
                    store.all(key.id()).stream().map(BatchDocument::of).toList()));
        });
    }

    /** How far a batch has come, as the job has seen it last. */
    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    public void get(@Context RoutingContext http, @PathParam("id") String id) {
        handler.handleUnlogged(http, (call, key) -> call.complete(BatchDocument.of(owned.batch(key, id))));
    }

    /** Cancels a batch that has not ended; shows one that has. */
    @POST
    @Path("/{id}/cancel")
    @RunOnVirtualThread
    public void cancel(@Context RoutingContext http, @PathParam("id") String id) {
        handler.handleUnlogged(
                http,
                (call, key) -> call.complete(BatchDocument.of(pipeline.cancel(owned.batch(key, id), call.deadline()))));
    }
}
