package dev.tollgate.edge;

import dev.tollgate.call.UsageReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** {@code GET /v1/usage}: what the caller's own key has used, in sums. No endpoint of OpenAI's. */
@Path("/v1/usage")
public class UsageEndpoint {
    private final UsageReport report;

    UsageEndpoint(UsageReport report) {
        this.report = report;
    }

    /**
     * The sums over some days.
     *
     * @param from the first day, {@code yyyy-MM-dd} in UTC; the month's first unless said
     * @param to the last day; today unless said
     * @param groupBy what to tell apart, separated by commas; one sum of all unless said
     * @param format {@code json} unless {@code csv}, which the {@code Accept} header can ask for, too
     */
    @GET
    @RunOnVirtualThread
    public Response usage(
            @HeaderParam("authorization") String authorization,
            @HeaderParam("accept") String accept,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("group_by") String groupBy,
            @QueryParam("format") String format) {
        UsageQuery query = UsageQuery.of(from, to, groupBy, report.today());
        boolean csv = UsageQuery.csv(format, accept);
        UsageTable table = new UsageTable(query, report.of(authorization, query.days(), query.groups()));
        return csv
                ? Response.ok(table.csv(), "text/csv; charset=utf-8").build()
                : Response.ok(Sse.json(table.json()), "application/json").build();
    }
}
