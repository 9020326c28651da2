package dev.tollgate.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.admin.TeamDirectory.StoredTeam;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Team;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a team says about its keys: what a new one has by default, and what none of them may have. */
@Singleton
public final class TeamBounds {
    private static final String TEAM = "team";
    private static final String EXPIRES = "expires";

    private final TeamDirectory teams;
    private final KeyDirectory keys;
    private final Clock clock;

    TeamBounds(TeamDirectory teams, KeyDirectory keys, Clock clock) {
        this.teams = teams;
        this.keys = keys;
        this.clock = clock;
    }

    /** Fills in what the fields of a new key leave out. */
    public ObjectNode withDefaults(ObjectNode fields) {
        teams.find(fields.path("tags").path(TEAM).asText("")).ifPresent(stored -> fill(fields, stored));
        return fields;
    }

    private void fill(ObjectNode fields, StoredTeam stored) {
        JsonNode limits =
                FlatJson.object(stored.document().json()).path("key_defaults").path("limits");
        Team.KeyDefaults defaults = stored.team().keyDefaults();
        if (!fields.has("limits") && !limits.isMissingNode()) {
            fields.set("limits", limits);
        }
        if (!fields.has(EXPIRES) && defaults.expiresAfterDays() != null) {
            fields.put(EXPIRES, inDays(defaults.expiresAfterDays()).toString());
        }
        ObjectNode tags = fields.withObjectProperty("tags");
        defaults.tags().forEach((name, value) -> {
            if (!tags.has(name)) {
                tags.put(name, value);
            }
        });
    }

    private Instant inDays(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    /**
     * Requires that a key keeps within its team.
     *
     * @param before the key before a change, which keeps the aliases that it has: the team may have lost some since. Null for a new key
     * @param ofTeams whether the author is bound to teams: a team that only a claim names has no bounds that could hold
     * @throws AdminException that names the field
     */
    public void require(@Nullable ApiKey before, ApiKey key, boolean ofTeams) {
        Optional<StoredTeam> found = key.team().flatMap(teams::find);
        if (ofTeams && found.isEmpty()) {
            throw new AdminException(
                            AdminErrorKind.FORBIDDEN,
                            "The gateway has no team " + key.team().orElse("")
                                    + " yet, and so no bounds for its keys. Ask an admin to create it.")
                    .of(TEAM);
        }
        Set<String> known = before == null || !before.team().equals(key.team()) ? Set.of() : before.aliases();
        found.map(StoredTeam::team).ifPresent(team -> requireAliases(key, known, team));
    }

    private static void requireAliases(ApiKey key, Set<String> known, Team team) {
        Predicate<String> added = alias -> !known.contains(alias);
        key.aliases().stream()
                .filter(added)
                .filter(alias -> !team.mayUse(alias))
                .findFirst()
                .ifPresent(alias -> {
                    throw AdminException.invalid(
                            "aliases", "names that the team " + team.id() + " may use, got " + alias);
                });
    }

    /**
     * Requires that a new key has no more than the team gives: its developer serves themselves. Two calls
     * within a moment may leave one key more than the team allows, because the count may not have the latest key yet.
     *
     * @param own which keys are the developer's
     * @throws AdminException that names the field
     */
    public void requireOfDeveloper(ApiKey key, Predicate<ApiKey> own) {
        key.team().flatMap(teams::find).map(StoredTeam::team).ifPresent(team -> {
            Team.KeyDefaults most = team.keyDefaults();
            requireLimits(key.limits(), most.limits());
            Integer days = most.expiresAfterDays();
            if (days != null && (key.expires() == null || key.expires().isAfter(inDays(days)))) {
                throw AdminException.invalid(EXPIRES, "an instant within " + days + " days, as the team's keys have");
            }
            Integer keysPerDeveloper = most.keysPerDeveloper();
            if (keysPerDeveloper != null && countOf(team, own) >= keysPerDeveloper) {
                throw new AdminException(
                                AdminErrorKind.FORBIDDEN,
                                "A developer has at most " + keysPerDeveloper + " keys in the team " + team.id()
                                        + ". Delete one, or ask an admin of the team.")
                        .of(TEAM);
            }
        });
    }

    private static void requireLimits(RateLimits limits, RateLimits most) {
        within("requests_per_minute", limits.requestsPerMinute(), most.requestsPerMinute());
        within("tokens_per_minute", limits.tokensPerMinute(), most.tokensPerMinute());
        within("concurrent", limits.concurrent(), most.concurrent());
        if (!limits.within(most)) {
            throw AdminException.invalid("limits.models", "at most the limits of the team's keys for each model");
        }
    }

    private static void within(String field, @Nullable Long limit, @Nullable Long most) {
        if (most != null && (limit == null || limit > most)) {
            throw AdminException.invalid("limits." + field, "at most " + most + ", the limit of the team's keys");
        }
    }

    /** A disabled key counts, because its owner may enable it; an expired one works never again. */
    private long countOf(Team team, Predicate<ApiKey> own) {
        Instant now = clock.instant();
        return keys.all().stream()
                .map(RegisteredKey::key)
                .filter(key -> team.id().equals(key.team().orElse("")) && own.test(key) && !key.expiredAt(now))
                .map(ApiKey::id)
                .distinct()
                .count();
    }
}
