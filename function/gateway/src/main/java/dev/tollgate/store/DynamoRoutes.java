package dev.tollgate.store;

import dev.tollgate.route.Routes;
import dev.tollgate.route.RoutingTable;
import jakarta.enterprise.context.ApplicationScoped;

/** The aliases and providers of the config table. */
@ApplicationScoped
public class DynamoRoutes implements Routes {
    private final DynamoPlan plan;

    DynamoRoutes(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public RoutingTable current() {
        return plan.routes();
    }
}
