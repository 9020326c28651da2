package dev.tollgate.store;

import dev.tollgate.auth.Team;
import dev.tollgate.auth.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The teams of the configuration in force. */
@ApplicationScoped
public class DynamoTeams implements Teams {
    private final DynamoPlan plan;

    DynamoTeams(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, Team> current() {
        return plan.teams();
    }
}
