package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.PriceLists;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.bill.CustomPrices;
import dev.tollgate.bill.ListPrices;
import dev.tollgate.bill.Price;
import dev.tollgate.store.DynamoPriceList;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code /admin/v1/prices}: what models cost. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/prices")
public class PricesEndpoint {
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final PriceLists lists;
    private final CustomPrices custom;

    PricesEndpoint(PriceLists lists, CustomPrices custom) {
        this.lists = lists;
        this.custom = custom;
    }

    /** A page of prices per million tokens, ordered by model. */
    @GET
    @Permitted({Role.ADMIN, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response list(@Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri, "search");
        String search = query.text("search").orElse("").toLowerCase(Locale.ROOT);
        Map<String, ObjectNode> prices = new TreeMap<>();
        ListPrices inForce = lists.inForce();
        String source = inForce.equals(lists.packaged()) ? "packaged" : "applied";
        inForce.prices().forEach((model, listed) -> prices.put(model, json(model, listed.price(), source)));
        custom.current().forEach((model, price) -> prices.put(model, json(model, price, "config")));
        List<ObjectNode> found = prices.entrySet().stream()
                .filter(entry -> entry.getKey().compareTo(query.cursor()) > 0)
                .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).contains(search))
                .map(Map.Entry::getValue)
                .limit(query.limit() + 1L)
                .toList();
        return JsonAnswer.of(
                query.page(found, json -> json, json -> json.path("model").asText()));
    }

    private static ObjectNode json(String model, Price price, String source) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("model", model);
        price.rates().byName().forEach((name, rate) -> json.put(name, plain(rate)));
        if (!price.cases().isEmpty()) {
            json.put("cases", price.cases().size());
        }
        return json.put("source", source);
    }

    private static String plain(BigDecimal rate) {
        return rate.stripTrailingZeros().toPlainString();
    }

    /** Which lists there are, and which one counts. */
    @GET
    @Path("/list")
    @Permitted({Role.ADMIN, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response lists() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("packaged", summary(lists.packaged()));
        Optional<DynamoPriceList.Applied> found = lists.applied();
        found.ifPresent(applied -> json.set(
                "applied",
                summary(applied.list())
                        .put("in_force", lists.isInForce(applied.list()))
                        .put("applied_at", applied.at().toString())
                        .put("by", applied.by())));
        return JsonAnswer.of(200, json, number(found));
    }

    /** Applies a list in the form of {@code prices.json}. */
    @PUT
    @Path("/list")
    @Consumes("application/json")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response apply(@Context RoutingContext http, InputStream body) {
        String text = RequestBytes.text(body, MOST_BYTES);
        long seen = requireSeen(http, lists.applied());
        try {
            PriceLists.WrittenList written = lists.apply(text, seen, AdminCall.author(http));
            return JsonAnswer.of(written.json());
        } catch (IllegalArgumentException wrong) {
            throw new AdminException(
                    AdminErrorKind.INVALID_VALUE, "This is no price list: " + wrong.getMessage(), wrong);
        }
    }

    /** Removes the applied list. */
    @DELETE
    @Path("/list")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response remove(@Context RoutingContext http) {
        Optional<DynamoPriceList.Applied> applied = lists.applied();
        if (applied.isEmpty() || !lists.remove(requireSeen(http, applied), AdminCall.author(http))) {
            throw new AdminException(AdminErrorKind.NOT_FOUND, "No price list was applied.");
        }
        return Response.noContent().build();
    }

    /** Requires that the author has seen the applied list, and returns its number. While there is none, it is 0. */
    private static long requireSeen(RoutingContext http, Optional<DynamoPriceList.Applied> applied) {
        IfMatch.require(
                http,
                "The price list",
                number(applied),
                applied.map(DynamoPriceList.Applied::by).orElse("nobody"),
                applied.map(DynamoPriceList.Applied::at).orElse(Instant.EPOCH));
        return number(applied);
    }

    private static long number(Optional<DynamoPriceList.Applied> applied) {
        return applied.map(DynamoPriceList.Applied::number).orElse(0L);
    }

    private static ObjectNode summary(ListPrices list) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", list.version())
                .put("source", list.source())
                .put("prices", list.prices().size());
    }
}
