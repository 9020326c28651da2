package dev.tollgate.store;

import dev.tollgate.route.RoutingTable;
import dev.tollgate.route.RoutingTables;
import jakarta.enterprise.context.ApplicationScoped;

/** The aliases and providers of the config table. */
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

    /** Reads an item that need not exist: half a read unit, whatever is configured. */
    @Override
    public void verify() {
        table.find(ConfigTable.CONFIG, "health", false);
    }
}
