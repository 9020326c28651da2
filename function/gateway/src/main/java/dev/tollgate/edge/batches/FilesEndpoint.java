package dev.tollgate.edge.batches;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.batch.BatchIds;
import dev.tollgate.batch.FileKind;
import dev.tollgate.batch.StoredFile;
import dev.tollgate.batch.StoredFiles;
import dev.tollgate.edge.HttpCall;
import dev.tollgate.edge.ListPage;
import dev.tollgate.edge.ModelCallHandler;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * OpenAI's files (https://platform.openai.com/docs/api-reference/files), as far as batches need them. Nobody learns whether another key
 * has a file of this id.
 */
@Path("/v1/files")
public class FilesEndpoint {
    private static final int MOST_FILES = 10_000;

    private final ModelCallHandler handler;
    private final FileUploadReader uploads;
    private final InputFile inputs;
    private final OwnedFiles owned;
    private final ResultFile results;
    private final StoredFiles store;
    private final Clock clock;

    FilesEndpoint(
            ModelCallHandler handler,
            FileUploadReader uploads,
            InputFile inputs,
            OwnedFiles owned,
            ResultFile results,
            StoredFiles store,
            Clock clock) {
        this.handler = handler;
        this.uploads = uploads;
        this.inputs = inputs;
        this.owned = owned;
        this.results = results;
        this.store = store;
        this.clock = clock;
    }

    /** Keeps the lines of a batch, once each of them may be sent. */
    @POST
    @RunOnVirtualThread
    public void upload(@Context RoutingContext http, InputStream body) {
        handler.handleUnlogged(http, (call, key) -> {
            FileUpload upload = uploads.read(call.body(body));
            byte[] kept = inputs.redacted(call, key, upload.content());
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            StoredFile file = new StoredFile(
                    key.id(),
                    BatchIds.file(),
                    FileKind.INPUT,
                    upload.filename(),
                    upload.content().length,
                    now,
                    now.plus(upload.kept()),
                    null);
            store.put(file, kept);
            call.complete(FileDocument.of(file));
        });
    }

    /** The key's files. */
    @GET
    @RunOnVirtualThread
    public void list(@Context RoutingContext http, @Context UriInfo uri) {
        handler.handleUnlogged(http, (call, key) -> {
            ListPage page = ListPage.of("object", uri.getQueryParameters(), MOST_FILES, MOST_FILES);
            String purpose = uri.getQueryParameters().getFirst("purpose");
            List<ObjectNode> files = store.all(key.id()).stream()
                    .filter(file ->
                            purpose == null || purpose.equals(file.kind().purpose()))
                    .map(FileDocument::of)
                    .toList();
            call.complete(page.json(files));
        });
    }

    /** What a file is. */
    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    public void get(@Context RoutingContext http, @PathParam("id") String id) {
        handler.handleUnlogged(http, (call, key) -> call.complete(FileDocument.of(owned.file(key, id))));
    }

    /** What a file holds. */
    @GET
    @Path("/{id}/content")
    @RunOnVirtualThread
    public void content(@Context RoutingContext http, @PathParam("id") String id) {
        handler.handleUnlogged(http, (call, key) -> content(call, key, owned.file(key, id)));
    }

    private void content(HttpCall call, ApiKey key, StoredFile file) {
        String batch = file.batch();
        if (batch == null) {
            call.complete(ResultFile.CONTENT_TYPE, Map.of(), owned.content(file, call.memory()));
        } else {
            results.send(call, key, owned.batch(key, batch), file.kind());
        }
    }

    /** Deletes a file. A batch that was created from it goes on. */
    @DELETE
    @Path("/{id}")
    @RunOnVirtualThread
    public void delete(@Context RoutingContext http, @PathParam("id") String id) {
        handler.handleUnlogged(http, (call, key) -> {
            StoredFile file = owned.file(key, id);
            store.delete(file);
            call.complete(FileDocument.deleted(file));
        });
    }
}
