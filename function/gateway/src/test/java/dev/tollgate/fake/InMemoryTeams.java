package dev.tollgate.fake;

import dev.tollgate.auth.Team;
import dev.tollgate.auth.Teams;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Teams that tests set by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryTeams implements Teams {
    private final Map<String, Team> teams = new ConcurrentHashMap<>();

    /** Adds or replaces a team. */
    public void put(Team team) {
        teams.put(team.id(), team);
    }

    @Override
    public Map<String, Team> current() {
        return teams;
    }
}
