package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.RequestListing;
import dev.tollgate.admin.RequestListing.RequestPage;
import dev.tollgate.admin.UsageSelection;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.UsageScope;
import dev.tollgate.parse.NumberParser;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code /admin/v1/requests}: single requests of callers, without their text. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/requests")
public class RequestsEndpoint {
    private static final Pattern PLACE = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-\\d{2}T.*");
    private static final Duration BY_DEFAULT = Duration.ofDays(7);

    private final RequestListing listing;
    private final Clock clock;

    RequestsEndpoint(RequestListing listing, Clock clock) {
        this.listing = listing;
        this.clock = clock;
    }

    /** A page of requests, the newest first. */
    @GET
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response list(@Context RoutingContext http, @Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri, "key", "team", "alias", "model", "status", "from", "to");
        ListQuery.Period period = query.period(clock.instant(), BY_DEFAULT);
        Optional<Integer> status = query.text("status").map(RequestsEndpoint::status);
        UsageSelection selection = new UsageScope(AccessFilter.administrator(http))
                .selection(
                        query.text("team").orElse(null),
                        query.text("key").orElse(null),
                        query.text("alias").orElse(null),
                        query.text("model").orElse(null),
                        null);
        String before = place(query.cursor(), period.to());
        RequestPage page = listing.before(
                before,
                period.from(),
                selection,
                request -> status.isEmpty() || status.equals(RequestJson.status(request.request())),
                query.limit());
        ObjectNode json = JsonAnswer.list();
        ArrayNode data = json.putArray("data");
        page.requests().forEach(request -> data.add(RequestJson.of(request)));
        page.end().ifPresent(end -> json.put("next_cursor", ListQuery.encoded(end)));
        return JsonAnswer.of(json);
    }

    /** Where a page begins. A cursor starts with a time; no page is after the period. */
    private static String place(String cursor, Instant to) {
        String end = RequestJson.place(to);
        if (cursor.isEmpty()) {
            return end;
        }
        if (!PLACE.matcher(cursor).matches()) {
            throw AdminException.invalid(ListQuery.CURSOR, "a next_cursor of this list");
        }
        return cursor.compareTo(end) < 0 ? cursor : end;
    }

    private static int status(String text) {
        return NumberParser.whole(text, 100, 599)
                .orElseThrow(() -> AdminException.invalid("status", "an HTTP status such as 200"));
    }

    /** One request, with its attempts. */
    @GET
    @Path("/{id}")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response one(@Context RoutingContext http, @Context UriInfo uri, @PathParam("id") String id) {
        ListQuery query = ListQuery.of(uri, "key", "team");
        UsageSelection selection = new UsageScope(AccessFilter.administrator(http))
                .selection(query.text("team").orElse(null), query.text("key").orElse(null), null, null, null);
        return listing.find(id, selection)
                .map(request -> JsonAnswer.of(RequestJson.whole(request)))
                .orElseThrow(() -> new AdminException(AdminErrorKind.NOT_FOUND, "There is no request " + id + "."));
    }
}
