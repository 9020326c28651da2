package dev.tollgate.route;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows an alias through its tiers and fallbacks to models, whatever the time and the prompt. For one thread. */
final class ReachableModels {
    private final Map<String, Alias> aliases;
    private final boolean withFallbacks;
    private final Set<String> followed = new HashSet<>();
    private final Set<ModelName> models = new LinkedHashSet<>();

    ReachableModels(Map<String, Alias> aliases, boolean withFallbacks) {
        this.aliases = aliases;
        this.withFallbacks = withFallbacks;
    }

    /** The models, each once. */
    List<ModelName> of(Alias alias) {
        follow(alias);
        return List.copyOf(models);
    }

    private void follow(Alias alias) {
        if (!followed.add(alias.name())) {
            return;
        }
        alias.tiers().forEach(tier -> follow(tier.model()));
        alias.everyModel().forEach(models::add);
        if (withFallbacks) {
            alias.fallback().forEach(this::follow);
            alias.whenBudgetSpent().forEach(this::follow);
        }
    }

    private void follow(String name) {
        Alias alias = aliases.get(name);
        if (alias != null) {
            follow(alias);
        } else if (name.indexOf('/') > 0 && !name.endsWith("/")) {
            models.add(ModelName.of(name));
        }
    }
}
