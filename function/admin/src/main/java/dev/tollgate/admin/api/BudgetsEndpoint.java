package dev.tollgate.admin.api;

import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.BudgetIncreaseDirectory;
import dev.tollgate.admin.BudgetIncreaseDirectory.StoredIncrease;
import dev.tollgate.admin.BudgetRow;
import dev.tollgate.admin.BudgetStates;
import dev.tollgate.admin.BudgetStates.CurrentBudget;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.store.ConfigDocument;
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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code /admin/v1/budgets}: what is spent and left in the current period of each budget, and what increases it. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/budgets")
public class BudgetsEndpoint {
    private static final String END_USER = "end_user";

    private final BudgetStates budgets;
    private final BudgetIncreaseDirectory increases;
    private final Clock clock;

    BudgetsEndpoint(BudgetStates budgets, BudgetIncreaseDirectory increases, Clock clock) {
        this.budgets = budgets;
        this.increases = increases;
        this.clock = clock;
    }

    /** A page of budgets. */
    @GET
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response list(@Context RoutingContext http, @Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri, "team", "key", END_USER);
        Instant now = clock.instant();
        int offset = query.offset();
        List<BudgetRow> found = budgets.read(current(http, query, now).stream()
                .skip(offset)
                .limit(query.limit() + 1L)
                .toList());
        String end = String.valueOf(offset + query.limit());
        return JsonAnswer.of(query.page(found, row -> BudgetRowJson.of(row, now), _ -> end));
    }

    private List<CurrentBudget> current(RoutingContext http, ListQuery query, Instant now) {
        Administrator administrator = AccessFilter.administrator(http);
        Optional<String> team = query.text("team");
        Optional<String> key = query.text("key");
        if (query.text(END_USER).isPresent()) {
            return List.of(budgets.ofEndUser(
                    key.orElseThrow(() -> AdminException.invalid("key", "the key of the end user")),
                    query.required(END_USER),
                    known -> !administrator.role().ofTeams()
                            || known.team()
                                    .filter(administrator.teams()::contains)
                                    .isPresent(),
                    now));
        }
        if (administrator.role().ofTeams()) {
            List<String> own = administrator.teams().stream()
                    .sorted()
                    .filter(one -> team.isEmpty() || team.get().equals(one))
                    .toList();
            return budgets.ofTeams(own, now).stream()
                    .filter(budget -> key.isEmpty() || budget.owner().equals(BudgetOwner.key(key.get())))
                    .toList();
        }
        return key.map(id -> budgets.ofKeys(List.of(id), now))
                .or(() -> team.map(id -> budgets.ofTeams(List.of(id), now)))
                .orElseGet(() -> budgets.all(now));
    }

    /** Increases a budget for a while, in place of an increase that it may have. */
    @PUT
    @Path("/increase")
    @Consumes("application/json")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response increase(@Context RoutingContext http, InputStream body) {
        BudgetIncrease increase = BudgetIncreaseJson.read(JsonFields.read(body));
        Optional<StoredIncrease> seen = increases.find(increase.owner(), increase.per());
        // Nobody needs to have seen one that has ended: no list shows it.
        seen.filter(stored -> stored.increase().appliesAt(clock.instant()))
                .ifPresent(stored -> requireSeen(http, stored));
        StoredIncrease written = increases.put(increase, seen.orElse(null), AdminCall.author(http));
        return JsonAnswer.of(
                seen.isPresent() ? 200 : 201,
                BudgetIncreaseJson.whole(written),
                written.document().version());
    }

    /** Ends an increase before its time. */
    @DELETE
    @Path("/increase")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response endIncrease(@Context RoutingContext http, @Context UriInfo uri) {
        ListQuery query = ListQuery.of(uri, "kind", "id", "period");
        StoredIncrease stored = increases.require(
                BudgetIncreaseJson.owner("kind", query.required("kind"), query.required("id")),
                BudgetIncreaseJson.per(query.required("period")));
        requireSeen(http, stored);
        increases.remove(stored, AdminCall.author(http));
        return Response.noContent().build();
    }

    private static void requireSeen(RoutingContext http, StoredIncrease stored) {
        ConfigDocument document = stored.document();
        IfMatch.require(http, "The increase", document.version(), document.updatedBy(), document.updatedAt());
    }
}
