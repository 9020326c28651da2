package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.CacheRemoval;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** {@code /admin/v1/cache}: the response cache. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/cache")
public class CacheEndpoint {
    private final CacheRemoval removal;

    CacheEndpoint(CacheRemoval removal) {
        this.removal = removal;
    }

    /** Removes the answers of an alias, of a key, or all of them. */
    @DELETE
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response clear(@Context RoutingContext http, @Context UriInfo uri) {
        ListQuery query = ListQuery.of(uri, "alias", "key");
        Optional<String> alias = query.text("alias");
        Optional<String> key = query.text("key");
        if (alias.isPresent() && key.isPresent()) {
            throw AdminException.invalid("key", "alias or key, got both");
        }
        long removed = removal.remove(alias, key, AdminCall.author(http), _ -> {});
        return JsonAnswer.of(JsonNodeFactory.instance.objectNode().put("removed", removed));
    }
}
