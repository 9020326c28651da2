package dev.tollgate.admin.access;

import dev.tollgate.admin.UsageSelection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose usage an administrator sees: everybody's, or that of their teams. */
public record UsageScope(Administrator administrator) {

    /** The teams that may be seen; null for all. */
    public @Nullable Set<String> teams() {
        return administrator.role().ofTeams() ? administrator.teams() : null;
    }

    /** Whether the usage of a key with this team may be seen. */
    public boolean sees(String team) {
        return teams() == null || administrator.teams().contains(team);
    }

    /** The same, for a query. */
    public UsageSelection selection(
            @Nullable String team,
            @Nullable String key,
            @Nullable String alias,
            @Nullable String model,
            @Nullable String provider) {
        return new UsageSelection(teams(), team, key, alias, model, provider);
    }
}
