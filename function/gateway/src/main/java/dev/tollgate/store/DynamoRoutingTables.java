package dev.tollgate.store;

import dev.tollgate.route.RoutingTable;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.ApplicationScoped;

/** The aliases and providers in the config table. */
@ApplicationScoped
public class DynamoRoutingTables implements RoutingTables {
    private final DynamoPlan plan;
    private final ConfigTable table;

    DynamoRoutingTables(DynamoPlan plan, ConfigTable table) {
        this.plan = plan;
        this.table = table;
    }

    @Override
    public RoutingTable current() {
        return plan.routes();
    }

    /** Reads an item that does not have to exist, for half a read unit. */
    @Override
    public void verify() {
        table.find(ConfigTable.CONFIG, "health", false);
    }
}
