package dev.tollgate.admin;

import dev.tollgate.bill.UsageLine.Dimensions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which requests count; null fields want all.
 *
 * @param teams the teams that the one who asks may see; null for all
 * @param model as {@code provider/model}
 */
public record UsageSelection(
        @Nullable Set<String> teams,
        @Nullable String team,
        @Nullable String key,
        @Nullable String alias,
        @Nullable String model,
        @Nullable String provider) {

    /** Whether the requests of some teams do not count. */
    boolean ofSomeTeams() {
        return teams != null || team != null;
    }

    boolean acceptsTeam(String of) {
        return (teams == null || teams.contains(of)) && (team == null || team.equals(of));
    }

    boolean accepts(Dimensions of) {
        return acceptsTeam(of.tags().getOrDefault("team", ""))
                && (key == null || key.equals(of.keyId()))
                && (alias == null || alias.equals(of.alias()))
                && (provider == null || provider.equals(of.provider()))
                && (model == null || model.equals(of.provider() + "/" + of.model()) || model.equals(of.model()));
    }
}
