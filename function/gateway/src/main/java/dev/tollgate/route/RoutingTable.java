package dev.tollgate.route;

import dev.tollgate.openai.GatewayPolicy;
import dev.tollgate.provider.Provider;
import java.util.Map;

/**
 * The aliases and providers in force at one moment.
 *
 * @param aliases the aliases by name
 * @param providers the providers by name
 * @param policy the rules for every request
 * @param changed when the aliases and providers were changed last
 */
public record RoutingTable(
        Map<String, Alias> aliases, Map<String, Provider> providers, GatewayPolicy policy, ChangeTimes changed) {

    /** An empty table. */
    public static final RoutingTable EMPTY = new RoutingTable(Map.of(), Map.of());

    public RoutingTable {
        aliases = Map.copyOf(aliases);
        providers = Map.copyOf(providers);
    }

    /** A table that is not stored yet. */
    public RoutingTable(Map<String, Alias> aliases, Map<String, Provider> providers, GatewayPolicy policy) {
        this(aliases, providers, policy, ChangeTimes.UNKNOWN);
    }

    /** A table without rules for every request. */
    public RoutingTable(Map<String, Alias> aliases, Map<String, Provider> providers) {
        this(aliases, providers, GatewayPolicy.NONE);
    }

    /** Whether an alias names this model as a target, a tier or a fallback. */
    boolean references(ModelName model) {
        return aliases.values().stream().anyMatch(alias -> alias.references(model));
    }
}
