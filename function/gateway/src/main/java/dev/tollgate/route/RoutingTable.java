package dev.tollgate.route;

import dev.tollgate.provider.Provider;
import java.util.Map;

/** The aliases and providers in force at one moment, by name. */
public record RoutingTable(Map<String, Alias> aliases, Map<String, Provider> providers) {

    /** Nothing configured. */
    public static final RoutingTable EMPTY = new RoutingTable(Map.of(), Map.of());

    public RoutingTable {
        aliases = Map.copyOf(aliases);
        providers = Map.copyOf(providers);
    }
}
