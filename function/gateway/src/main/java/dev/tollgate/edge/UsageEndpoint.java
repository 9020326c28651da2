package dev.tollgate.edge;

import dev.tollgate.bill.RecordedRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.usage.UsageReport;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** {@code GET /v1/usage}: what the caller's own key has used, in sums or by one request. No endpoint of OpenAI's. */
@Path("/v1/usage")
public class UsageEndpoint {
    private final UsageReport report;

    UsageEndpoint(UsageReport report) {
        this.report = report;
    }

    /**
     * The sums over some days. The parameters of its query are {@code from}, the first day ({@code yyyy-MM-dd} in UTC; the
     * month's first unless said), {@code to}, the last day (today unless said), {@code group_by}, what to tell apart,
     * separated by commas (one sum of all unless said), and {@code format}: {@code json} or {@code csv}, which the
     * {@code Accept} header can ask for, too.
     */
    @GET
    @RunOnVirtualThread
    public Response usage(@Context RoutingContext http, @Context UriInfo uri, @Context HttpHeaders headers) {
        UsageReport.OfKey own = report.of(KeyHeaders.authorization(http));
        UsageQuery query = UsageQuery.of(uri.getQueryParameters(), report.today());
        UsageFormat format = query.format() == null ? UsageFormat.accepted(headers) : query.format();
        UsageTable table = new UsageTable(query, own.over(query.days(), query.groups()));
        return switch (format) {
            case JSON ->
                Response.ok(ServerSentEvents.json(table.json()), "application/json")
                        .build();
            case CSV -> Response.ok(table.csv(), "text/csv; charset=utf-8").build();
        };
    }

    /** One request of the caller's own key, with its attempts. Nobody learns whether another key has a request of this name. */
    @GET
    @Path("/{id}")
    @RunOnVirtualThread
    public Response one(@Context RoutingContext http, @PathParam("id") String id) {
        UsageReport.OfKey own = report.of(KeyHeaders.authorization(http));
        RecordedRequest request = RequestId.arrival(id)
                .flatMap(arrival -> own.one(id, arrival))
                .orElseThrow(() -> new GatewayException(
                        ErrorKind.REQUEST_NOT_FOUND, "This API key has no request '" + HeaderText.visible(id) + "'."));
        return Response.ok(ServerSentEvents.json(RequestUsage.json(request)), "application/json")
                .build();
    }
}
