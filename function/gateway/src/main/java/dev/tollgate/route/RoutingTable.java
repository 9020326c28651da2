package dev.tollgate.route;

import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import java.util.Map;

/**
 * What is in force at one moment.
 *
 * @param aliases by name
 * @param providers by name
 * @param terms what holds for every request
 */
public record RoutingTable(Map<String, Alias> aliases, Map<String, Provider> providers, GatewayPolicy terms) {

    /** Nothing configured. */
    public static final RoutingTable EMPTY = new RoutingTable(Map.of(), Map.of());

    public RoutingTable {
        aliases = Map.copyOf(aliases);
        providers = Map.copyOf(providers);
    }

    /** Without terms. */
    public RoutingTable(Map<String, Alias> aliases, Map<String, Provider> providers) {
        this(aliases, providers, GatewayPolicy.NONE);
    }

    /** Whether an alias has it as a target, or leads to it. */
    boolean names(ModelName model) {
        return aliases.values().stream().anyMatch(alias -> alias.names(model));
    }
}
