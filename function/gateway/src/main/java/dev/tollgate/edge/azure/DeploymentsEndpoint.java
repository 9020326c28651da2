package dev.tollgate.edge.azure;

import dev.tollgate.edge.ChatEndpoint;
import dev.tollgate.edge.CompletionsEndpoint;
import dev.tollgate.edge.EmbeddingsEndpoint;
import dev.tollgate.edge.NamedModel;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.io.InputStream;

/**
 * {@code POST /openai/deployments/{name}/…}: OpenAI's requests, with the model in the path, where it may be an alias or
 * {@code provider/model}. As at Azure, a model in the body means nothing. {@code api-version} may have any value.
 */
@Path("/openai/deployments")
public class DeploymentsEndpoint {
    private final ChatEndpoint chats;
    private final CompletionsEndpoint completions;
    private final EmbeddingsEndpoint embeddings;

    DeploymentsEndpoint(ChatEndpoint chats, CompletionsEndpoint completions, EmbeddingsEndpoint embeddings) {
        this.chats = chats;
        this.completions = completions;
        this.embeddings = embeddings;
    }

    /** Writes its own response, chunk by chunk; returns when the call is settled. */
    @POST
    @Path("/{name}/chat/completions")
    @RunOnVirtualThread
    public void chat(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
        chats.chat(http, body, NamedModel.inPath(name));
    }

    /** The same for the API before chat. */
    @POST
    @Path("/{name}/completions")
    @RunOnVirtualThread
    public void complete(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
        completions.complete(http, body, NamedModel.inPath(name));
    }

    /** The same for embeddings. */
    @POST
    @Path("/{name}/embeddings")
    @RunOnVirtualThread
    public void embed(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
        embeddings.embed(http, body, NamedModel.inPath(name));
    }
}
