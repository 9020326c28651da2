package dev.tollgate.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Team;
import dev.tollgate.limit.RateLimits;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a team says about its keys: what a new one has by default, and what none of them may have. */
@Singleton
public final class TeamBounds {
    private final TeamDirectory teams;
    private final Clock clock;

    TeamBounds(TeamDirectory teams, Clock clock) {
        this.teams = teams;
        this.clock = clock;
    }

    /** Fills in what the fields of a new key leave out. */
    public ObjectNode withDefaults(ObjectNode fields) {
        String id = fields.path("tags").path("team").asText("");
        Optional<Team> team = teams.find(id).map(TeamDirectory.StoredTeam::team);
        team.map(Team::keyDefaults).ifPresent(defaults -> fill(fields, defaults));
        return fields;
    }

    private void fill(ObjectNode fields, Team.KeyDefaults defaults) {
        if (!fields.has("limits") && !defaults.limits().equals(RateLimits.UNLIMITED)) {
            fields.set("limits", limits(defaults.limits()));
        }
        if (!fields.has("expires") && defaults.expiresAfterDays() != null) {
            fields.put(
                    "expires",
                    clock.instant()
                            .plus(Duration.ofDays(defaults.expiresAfterDays()))
                            .toString());
        }
        ObjectNode tags = fields.withObjectProperty("tags");
        defaults.tags().forEach((name, value) -> {
            if (!tags.has(name)) {
                tags.put(name, value);
            }
        });
    }

    private static ObjectNode limits(RateLimits limits) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        put(fields, "requests_per_minute", limits.requestsPerMinute());
        put(fields, "tokens_per_minute", limits.tokensPerMinute());
        put(fields, "concurrent", limits.concurrent());
        return fields;
    }

    private static void put(ObjectNode fields, String name, @Nullable Long limit) {
        if (limit != null) {
            fields.put(name, limit);
        }
    }

    /**
     * Requires that a key keeps within its team.
     *
     * @param byDeveloper whether the team's limits bound it, too: a developer serves themselves
     * @throws AdminException that names the field
     */
    public void require(ApiKey key, boolean byDeveloper) {
        key.team().flatMap(teams::find).map(TeamDirectory.StoredTeam::team).ifPresent(team -> {
            key.aliases().stream()
                    .filter(alias -> !team.mayUse(alias))
                    .findFirst()
                    .ifPresent(alias -> {
                        throw AdminException.invalid(
                                "aliases", "names that the team " + team.id() + " may use, got " + alias);
                    });
            if (byDeveloper) {
                RateLimits most = team.keyDefaults().limits();
                within("requests_per_minute", key.limits().requestsPerMinute(), most.requestsPerMinute());
                within("tokens_per_minute", key.limits().tokensPerMinute(), most.tokensPerMinute());
                within("concurrent", key.limits().concurrent(), most.concurrent());
            }
        });
    }

    private static void within(String field, @Nullable Long limit, @Nullable Long most) {
        if (most != null && (limit == null || limit > most)) {
            throw AdminException.invalid("limits." + field, "at most " + most + ", the limit of the team's keys");
        }
    }
}
