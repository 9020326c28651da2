package dev.tollgate.admin.api;

import dev.tollgate.admin.ConfigSection;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** {@code /admin/v1/policies}: content policies. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/policies")
public class PoliciesEndpoint {
    private static final ConfigSection SECTION = ConfigSection.POLICY;

    private final EntryResponses entries;

    PoliciesEndpoint(EntryResponses entries) {
        this.entries = entries;
    }

    /** A page of them, ordered by name. */
    @GET
    @Permitted({Role.ADMIN, Role.VIEWER})
    @RunOnVirtualThread
    public Response list(@Context UriInfo uri) {
        return entries.list(SECTION, uri);
    }

    /** One of them. */
    @GET
    @Path("/{name}")
    @Permitted({Role.ADMIN, Role.VIEWER})
    @RunOnVirtualThread
    public Response one(@PathParam("name") String name) {
        return entries.one(SECTION, name);
    }

    /** Creates or replaces one. */
    @PUT
    @Path("/{name}")
    @Consumes("application/json")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response put(@Context RoutingContext http, @PathParam("name") String name, InputStream body) {
        return entries.put(http, SECTION, name, body);
    }

    /** Removes one that nothing needs. */
    @DELETE
    @Path("/{name}")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response delete(@Context RoutingContext http, @Context UriInfo uri, @PathParam("name") String name) {
        return entries.delete(http, uri, SECTION, name);
    }
}
