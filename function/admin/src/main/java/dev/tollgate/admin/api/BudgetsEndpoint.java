package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AmountFormat;
import dev.tollgate.admin.BudgetRow;
import dev.tollgate.admin.BudgetStates;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /admin/v1/budgets}: what is spent and left in the current period of each budget. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/budgets")
public class BudgetsEndpoint {
    private static final String TEAM = "team=";
    private static final String KEY = "key ";

    private final BudgetStates budgets;
    private final Clock clock;

    BudgetsEndpoint(BudgetStates budgets, Clock clock) {
        this.budgets = budgets;
        this.clock = clock;
    }

    /** A page of budgets. */
    @GET
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response list(@Context RoutingContext http, @Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri, "team", "key");
        Instant now = clock.instant();
        int offset = query.offset();
        List<BudgetRow> found = rows(http, query, now).stream()
                .skip(offset)
                .limit(query.limit() + 1L)
                .toList();
        String end = String.valueOf(offset + query.limit());
        return JsonAnswer.of(query.page(found, row -> json(row, now), _ -> end));
    }

    private List<BudgetRow> rows(RoutingContext http, ListQuery query, Instant now) {
        Administrator administrator = AccessFilter.administrator(http);
        Optional<String> team = query.text("team");
        Optional<String> key = query.text("key");
        if (administrator.role().ofTeams()) {
            return administrator.teams().stream()
                    .sorted()
                    .filter(own -> team.isEmpty() || team.get().equals(own))
                    .flatMap(own -> budgets.ofTeam(own, now).stream())
                    .filter(row -> key.isEmpty() || row.whose().equals(KEY + key.get()))
                    .toList();
        }
        return key.map(id -> budgets.ofKeys(List.of(id), now))
                .or(() -> team.map(id -> budgets.ofTeam(id, now)))
                .orElseGet(() -> budgets.all(now));
    }

    private static ObjectNode json(BudgetRow row, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        owner(json.putObject("owner"), row.whose());
        json.put("kind", row.kind())
                .put("period", row.per())
                .put("limit_usd", AmountFormat.dollars(row.limitMicros()))
                .put("spent_usd", AmountFormat.dollars(row.spentMicros()))
                .put("reserved_usd", AmountFormat.dollars(row.setAsideMicros()))
                .put("left_usd", AmountFormat.dollars(row.leftMicros()))
                .put("used_percent", row.usedPercent());
        row.renews().ifPresent(renews -> json.put("renews_at", renews.toString()));
        row.forecast(now).ifPresent(forecast -> {
            ObjectNode fields =
                    json.putObject("forecast").put("at_end_usd", AmountFormat.dollars(forecast.atEndMicros()));
            forecast.reachedAt().ifPresent(at -> fields.put("reached_at", at.toString()));
        });
        return json;
    }

    private static void owner(ObjectNode json, String whose) {
        if (whose.startsWith(KEY)) {
            json.put("kind", "key").put("id", whose.substring(KEY.length()));
        } else if (whose.startsWith(TEAM)) {
            json.put("kind", "team").put("id", whose.substring(TEAM.length()));
        } else {
            json.put("kind", "tag").put("id", whose);
        }
    }
}
