package dev.tollgate.route;

import dev.tollgate.provider.Provider;
import dev.tollgate.route.Route.Judgement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Follows one name through aliases, tiers and fallbacks to its targets. For one request and one thread. */
final class Resolution {
    private final Map<String, Alias> aliases;
    private final Function<String, Optional<Provider>> providers;
    private final Ranking ranking;
    private final Occasion occasion;
    private final Set<Target> targets = new LinkedHashSet<>();
    private final Set<String> followed = new HashSet<>();
    private Judgement judgement;

    Resolution(
            Map<String, Alias> aliases,
            Function<String, Optional<Provider>> providers,
            Ranking ranking,
            Occasion occasion) {
        this.aliases = aliases;
        this.providers = providers;
        this.ranking = ranking;
        this.occasion = occasion;
    }

    /** The route of this name; without targets where nothing is known of it. */
    Route of(String model) {
        follow(model);
        return new Route(new ArrayList<>(targets), Optional.ofNullable(judgement));
    }

    /** An alias hides a model of the same name. One that was followed before is not followed again: no circles. */
    private void follow(String name) {
        if (!followed.add(name)) {
            return;
        }
        Alias alias = aliases.get(name);
        if (alias == null) {
            direct(name);
            return;
        }
        if (!alias.tiers().isEmpty()) {
            Complexity complexity = occasion.complexity().get();
            Tier tier = alias.tier(complexity);
            judgement = judgement == null ? new Judgement(tier.name(), complexity) : judgement;
            follow(tier.model());
        }
        List<Alias.Goal> goals = ranking.rank(alias, alias.targetsAt(occasion.now()), occasion);
        goals.forEach(goal -> add(goal.model(), alias.dropUnsupported()));
        alias.fallback().forEach(this::follow);
    }

    private void direct(String name) {
        if (name.indexOf('/') > 0 && !name.endsWith("/")) {
            add(ModelName.of(name), false);
        }
    }

    private void add(ModelName model, boolean dropUnsupported) {
        providers
                .apply(model.provider())
                .ifPresent(provider -> targets.add(new Target(provider, model.model(), dropUnsupported)));
    }
}
