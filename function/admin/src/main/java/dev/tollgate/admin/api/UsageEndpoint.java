package dev.tollgate.admin.api;

import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.MeasuredUsage;
import dev.tollgate.admin.UsageGrouping;
import dev.tollgate.admin.UsageSelection;
import dev.tollgate.admin.UsageSums;
import dev.tollgate.admin.UsageTable;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.UsageScope;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** {@code /admin/v1/usage}: what keys have used, in groups. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/usage")
public class UsageEndpoint {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final String COMMA = ",";
    private static final int MOST_GROUPS = 4;

    private final UsageSums sums;
    private final Clock clock;

    UsageEndpoint(UsageSums sums, Clock clock) {
        this.sums = sums;
        this.clock = clock;
    }

    /** Sums in groups, as JSON or as CSV. */
    @GET
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response usage(@Context RoutingContext http, @Context UriInfo uri, @Context HttpHeaders headers) {
        ListQuery query = ListQuery.of(uri, "from", "to", "group_by", "team", "key", "alias", "model", "provider");
        Instant to = query.instant("to").orElseGet(clock::instant);
        Instant from = query.instant("from").orElseGet(() -> TimeRange.monthOf(to));
        List<UsageGrouping> groups = groups(query);
        UsageSelection selection = new UsageScope(AccessFilter.administrator(http))
                .selection(
                        query.text("team").orElse(null),
                        query.text("key").orElse(null),
                        query.text("alias").orElse(null),
                        query.text("model").orElse(null),
                        query.text("provider").orElse(null));
        MeasuredUsage usage = sums.read(from, to, groups, selection);
        UsageTable table =
                new UsageTable(groups.stream().map(UsageGrouping::name).toList(), usage.sums());
        return headers.getAcceptableMediaTypes().stream().anyMatch(UsageEndpoint::isCsv)
                ? Response.ok(table.csv(), "text/csv; charset=utf-8").build()
                : JsonAnswer.of(UsageJson.of(from, to, table, usage));
    }

    private static boolean isCsv(MediaType type) {
        return type.getType().equals(CSV.getType()) && type.getSubtype().equals(CSV.getSubtype());
    }

    private static List<UsageGrouping> groups(ListQuery query) {
        List<UsageGrouping> groups = query.text("group_by").stream()
                .flatMap(names -> Stream.of(names.split(COMMA, -1)))
                .map(UsageGrouping::named)
                .toList();
        if (groups.size() > MOST_GROUPS) {
            throw AdminException.invalid("group_by", "at most " + MOST_GROUPS + " names");
        }
        return groups;
    }
}
