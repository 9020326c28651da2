package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.FlatJson;
import dev.tollgate.admin.TeamDirectory.StoredTeam;
import dev.tollgate.admin.TeamReader;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Team;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Teams as JSON. */
@Singleton
public class TeamJson {
    private static final Set<String> ROLES = Set.of("team_admin", "developer");
    private static final int MOST_MEMBERS = 200;
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_KEYS = 1_000;
    private static final String KEYS_PER_DEVELOPER = "keys_per_developer";

    private final TeamReader reader;

    TeamJson(TeamReader reader) {
        this.reader = reader;
    }

    /** A team with the number of its keys. */
    public ObjectNode of(StoredTeam stored, Map<String, Long> keyCounts) {
        Team team = stored.team();
        ObjectNode document = FlatJson.object(stored.document().json());
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", team.id()).put("name", team.name());
        ArrayNode members = json.putArray("members");
        team.members()
                .forEach(member ->
                        members.addObject().put("subject", member.subject()).put("role", member.role()));
        List<Budget> budgets = team.budgets();
        if (budgets.size() == 1) {
            json.set("budget", BudgetJson.of(budgets.getFirst()));
        } else if (!budgets.isEmpty()) {
            json.putArray("budgets").addAll(budgets.stream().map(BudgetJson::of).toList());
        }
        if (!team.aliases().isEmpty()) {
            team.aliases().forEach(json.putArray("aliases")::add);
        }
        if (document.has("key_defaults")) {
            json.set("key_defaults", document.get("key_defaults"));
        }
        return json.put("keys_count", keyCounts.getOrDefault(team.id(), 0L))
                .put("updated_at", stored.document().updatedAt().toString())
                .put("updated_by", stored.document().updatedBy())
                .put("version", stored.document().version());
    }

    /** The team that these fields describe. */
    public Team read(String id, ObjectNode fields) {
        return read(id, new JsonFields(fields));
    }

    /** The team in a request. What an answer has and nobody can change is ignored. */
    Team read(String id, JsonFields request) {
        request.only(
                "id",
                "name",
                "members",
                "budget",
                "budgets",
                "aliases",
                "key_defaults",
                "keys_count",
                "version",
                "updated_at",
                "updated_by");
        if (request.text("id").filter(given -> !given.equals(id)).isPresent()) {
            throw AdminException.invalid("id", "the id of the address, " + id);
        }
        JsonFields defaults =
                request.object("key_defaults").only("limits", "expires_after_days", "tags", KEYS_PER_DEVELOPER);
        return reader.read(
                id,
                request.text("name"),
                members(request.object().path("members")),
                budgets(request.object()),
                request.object().get("aliases"),
                new TeamReader.NewKeySettings(
                        defaults.object().get("limits"),
                        defaults.whole("expires_after_days", 1, MOST_DAYS).orElse(null),
                        defaults.object().get("tags"),
                        defaults.whole(KEYS_PER_DEVELOPER, 1, MOST_KEYS).orElse(null)));
    }

    private static List<Team.Member> members(JsonNode list) {
        if (list.isMissingNode() || list.isNull()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_MEMBERS) {
            throw AdminException.invalid("members", "a list of at most " + MOST_MEMBERS + " members");
        }
        List<Team.Member> members = new ArrayList<>();
        list.forEach(element -> {
            if (!(element instanceof ObjectNode object)) {
                throw AdminException.invalid("members", "objects with subject and role");
            }
            JsonFields member = new JsonFields(object).only("subject", "role");
            String role = member.requiredText("role");
            if (!ROLES.contains(role)) {
                throw AdminException.invalid("members.role", "team_admin or developer");
            }
            members.add(new Team.Member(member.requiredText("subject"), role));
        });
        return members;
    }

    private static @Nullable JsonNode budgets(ObjectNode request) {
        if (request.hasNonNull("budget")) {
            return JsonNodeFactory.instance.arrayNode().add(BudgetJson.definition("budget", request.get("budget")));
        }
        if (!request.hasNonNull("budgets")) {
            return null;
        }
        ArrayNode several = JsonNodeFactory.instance.arrayNode();
        request.get("budgets").forEach(budget -> several.add(BudgetJson.definition("budgets", budget)));
        return several;
    }
}
