package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AuditTrail;
import dev.tollgate.admin.AuditTrail.AuditPage;
import dev.tollgate.admin.FlatJson;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.store.AuditRecord;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** {@code /admin/v1/audit}: who has changed what. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/audit")
public class AuditEndpoint {
    private static final Duration BY_DEFAULT = Duration.ofDays(30);

    private final AuditTrail trail;
    private final Clock clock;

    AuditEndpoint(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** A page of changes, the newest first. */
    @GET
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response list(@Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri, "actor", "object", "from", "to");
        ListQuery.Period period = query.period(clock.instant(), BY_DEFAULT);
        Optional<String> actor = query.text("actor");
        Optional<String> object = query.text("object");
        AuditPage page = trail.newestFirst(
                period.from(),
                period.to(),
                query.cursor(),
                change -> actor.filter(part -> !change.actor().contains(part)).isEmpty()
                        && object.filter(part -> !change.object().contains(part))
                                .isEmpty(),
                query.limit());
        ObjectNode json = JsonAnswer.list();
        ArrayNode data = json.putArray("data");
        page.records().forEach(change -> data.add(json(change)));
        page.end().ifPresent(end -> json.put("next_cursor", ListQuery.encoded(end)));
        return JsonAnswer.of(json);
    }

    private static ObjectNode json(AuditRecord change) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", change.id())
                .put("at", change.at().toString())
                .put("actor", change.actor())
                .put("role", change.role())
                .put("action", change.action())
                .put("object", change.object());
        if (change.before() != null) {
            json.set("before", FlatJson.object(change.before()));
        }
        if (change.after() != null) {
            json.set("after", FlatJson.object(change.after()));
        }
        if (change.requestId() != null) {
            json.put("request_id", change.requestId());
        }
        return json;
    }
}
