package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.TeamDirectory;
import dev.tollgate.admin.TeamDirectory.StoredTeam;
import dev.tollgate.admin.access.AccessFilter;
import dev.tollgate.admin.access.AdminApi;
import dev.tollgate.admin.access.AdminSettings;
import dev.tollgate.admin.access.Permitted;
import dev.tollgate.admin.access.Role;
import dev.tollgate.admin.access.UsageScope;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Team;
import dev.tollgate.store.ConfigDocument;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code /admin/v1/teams}: teams, their members and what bounds their keys. */
@AdminApi
@EndpointDisabled(name = AdminSettings.ENABLED, stringValue = "false", disableIfMissing = true)
@RegisterForReflection(fields = false)
@Path("/admin/v1/teams")
public class TeamsEndpoint {
    private final TeamDirectory teams;
    private final TeamJson json;

    TeamsEndpoint(TeamDirectory teams, TeamJson json) {
        this.teams = teams;
        this.json = json;
    }

    /** A page of teams, ordered by id. */
    @GET
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response list(@Context RoutingContext http, @Context UriInfo uri) {
        ListQuery query = ListQuery.paged(uri);
        Map<String, Long> counts = teams.keyCounts();
        List<StoredTeam> found = teams.all().stream()
                .filter(stored -> sees(http, stored.team().id()))
                .filter(stored -> stored.team().id().compareTo(query.cursor()) > 0)
                .limit(query.limit() + 1L)
                .toList();
        return JsonAnswer.of(query.page(found, stored -> json.of(stored, counts), stored -> stored.team()
                .id()));
    }

    /** One team. */
    @GET
    @Path("/{id}")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN, Role.DEVELOPER, Role.VIEWER, Role.FINANCE})
    @RunOnVirtualThread
    public Response one(@Context RoutingContext http, @PathParam("id") String id) {
        return answer(200, visible(http, id));
    }

    /** Creates a team. */
    @POST
    @Consumes("application/json")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response create(@Context RoutingContext http, InputStream body) {
        JsonFields request = JsonFields.read(body);
        Team team = json.read(request.requiredText("id"), request);
        if (teams.find(team.id()).isPresent()) {
            throw new AdminException(AdminErrorKind.CONFLICT, "The team " + team.id() + " already exists.");
        }
        return answer(201, teams.put(team, null, AdminCall.author(http)));
    }

    /** Replaces a team. Its own admin may change all of it but its budget and its aliases. */
    @PUT
    @Path("/{id}")
    @Consumes("application/json")
    @Permitted({Role.ADMIN, Role.TEAM_ADMIN})
    @RunOnVirtualThread
    public Response put(@Context RoutingContext http, @PathParam("id") String id, InputStream body) {
        Team team = json.read(id, JsonFields.read(body));
        Optional<StoredTeam> seen = teams.find(id);
        if (AccessFilter.administrator(http).role() == Role.TEAM_ADMIN) {
            requireOwnBounds(visible(http, id).team(), team);
        }
        seen.ifPresent(stored -> requireSeen(http, stored));
        StoredTeam written = teams.put(team, seen.orElse(null), AdminCall.author(http));
        return answer(seen.isPresent() ? 200 : 201, written);
    }

    private static void requireOwnBounds(Team before, Team after) {
        if (!sameBudgets(before.budgets(), after.budgets()) || !before.aliases().equals(after.aliases())) {
            throw new AdminException(
                    AdminErrorKind.FORBIDDEN, "Only an admin changes the budget or the aliases of a team.");
        }
    }

    private static boolean sameBudgets(List<Budget> before, List<Budget> after) {
        return before.size() == after.size()
                && IntStream.range(0, before.size())
                        .allMatch(index -> before.get(index).boundsLike(after.get(index)));
    }

    /** Removes a team. Its keys stay. */
    @DELETE
    @Path("/{id}")
    @Permitted(Role.ADMIN)
    @RunOnVirtualThread
    public Response delete(@Context RoutingContext http, @Context UriInfo uri, @PathParam("id") String id) {
        boolean force = ListQuery.of(uri, ListQuery.FORCE).flag(ListQuery.FORCE);
        StoredTeam stored = teams.require(id);
        requireSeen(http, stored);
        teams.remove(stored, force, AdminCall.author(http));
        return Response.noContent().build();
    }

    private StoredTeam visible(RoutingContext http, String id) {
        if (!sees(http, id)) {
            throw TeamDirectory.missing(id);
        }
        return teams.require(id);
    }

    private static boolean sees(RoutingContext http, String id) {
        return new UsageScope(AccessFilter.administrator(http)).sees(id);
    }

    private static void requireSeen(RoutingContext http, StoredTeam stored) {
        ConfigDocument document = stored.document();
        IfMatch.require(
                http, "The team " + stored.team().id(), document.version(), document.updatedBy(), document.updatedAt());
    }

    private Response answer(int status, StoredTeam stored) {
        ObjectNode document = json.of(stored, teams.keyCounts());
        return JsonAnswer.of(status, document, stored.document().version());
    }
}
