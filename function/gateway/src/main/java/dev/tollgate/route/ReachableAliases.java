package dev.tollgate.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every alias that a request may pass through, whatever the time and the prompt: those of tiers, fallbacks, judges and spent budgets, too. */
final class ReachableAliases {
    private final RoutingTable table;
    private final Map<String, Alias> found = new LinkedHashMap<>();

    private ReachableAliases(RoutingTable table) {
        this.table = table;
    }

    /**
     * The aliases, each once, in the order in which they are reached.
     *
     * @param names the requested model and the models to fall back to
     */
    static List<Alias> of(RoutingTable table, List<String> names) {
        ReachableAliases reachable = new ReachableAliases(table);
        names.forEach(reachable::follow);
        return List.copyOf(reachable.found.values());
    }

    private void follow(String name) {
        Alias alias = table.aliases().get(name);
        if (alias == null || found.putIfAbsent(name, alias) != null) {
            return;
        }
        Optional.ofNullable(alias.judge()).ifPresent(judge -> follow(judge.model()));
        alias.tiers().forEach(tier -> follow(tier.model()));
        alias.fallback().forEach(this::follow);
        alias.whenBudgetSpent().forEach(this::follow);
    }
}
