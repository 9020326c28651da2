package dev.tollgate.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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

/** {@code GET /v1/models} (https://platform.openai.com/docs/api-reference/models): what the key may request. */
@Path("/v1/models")
@Produces("application/json")
public class ModelsEndpoint {
    private final ModelList models;

    ModelsEndpoint(ModelList models) {
        this.models = models;
    }

    /** The aliases and models of this key. */
    @GET
    @RunOnVirtualThread
    public Models list(@Context RoutingContext http) {
        return new Models(
                "list",
                models.list(KeyHeaders.authorization(http)).map(Model::of).toList());
    }

    /** One of them; a model's name may hold slashes. */
    @GET
    @Path("/{id: .+}")
    @RunOnVirtualThread
    public Model one(@Context RoutingContext http, @PathParam("id") String id) {
        return Model.of(models.one(KeyHeaders.authorization(http), id));
    }

    /** OpenAI's list object. */
    public record Models(String object, List<Model> data) {}

    /**
     * OpenAI's model object, and what else is known.
     *
     * @param created always 0: nobody knows when an alias was created, and clients expect a number
     * @param contextWindow in tokens; not in OpenAI's schema; named as at Groq and others
     * @param targets of an alias: the models behind it that the key may request by name
     * @param unpriced true if no price is known for it, or for one of the models behind the alias; else null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Model(
            String id,
            String object,
            long created,
            @JsonProperty("owned_by") String ownedBy,
            @JsonProperty("context_window") @Nullable Integer contextWindow,
            @Nullable List<String> targets,
            @Nullable Boolean unpriced) {
        static Model of(ModelList.Entry entry) {
            Integer context =
                    entry.contextWindow().isPresent() ? entry.contextWindow().getAsInt() : null;
            List<String> targets = entry.targets().isEmpty() ? null : entry.targets();
            return new Model(entry.name(), "model", 0, entry.owner(), context, targets, entry.unpriced() ? true : null);
        }
    }
}
