package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tollgate.admin.TargetHealthReport;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code /admin/v1/health}: how targets do. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/health")
public class TargetsEndpoint {
    private final TargetHealthReport health;

    TargetsEndpoint(TargetHealthReport health) {
        this.health = health;
    }

    /** All targets that were called in the last minute, or whose circuit breaker is open. */
    @GET
    @Path("/targets")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER, Role.VIEWER})
    @RunOnVirtualThread
    public Response targets(@Context UriInfo uri) {
        ListQuery.of(uri);
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        health.targets().values().forEach(target -> list.add(TargetJson.of(target)));
        return JsonAnswer.of(list);
    }
}
