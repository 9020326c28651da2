package dev.tollgate.route;

import dev.tollgate.openai.Requirements;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Route.Judgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Follows names through aliases, tiers and fallbacks to the targets that may be asked. For one request and one thread. */
final class Resolution {
    private final Map<String, Alias> aliases;
    private final Set<Demand> ofAll;
    private final Function<String, Optional<Provider>> providers;
    private final Ranking ranking;
    private final Filter filter;
    private final Occasion occasion;
    private final Set<Target> targets = new LinkedHashSet<>();
    private final Refusals refusals = new Refusals();
    private final Set<Step> followed = new HashSet<>();
    private Judgement judgement;
    private Open tiered;
    private Tier chosen;
    private Failover failover;

    /** A name on the way, and what is demanded of whatever lies behind it. */
    private record Step(String name, Set<Demand> demands) {}

    /** An alias with tiers, and what is demanded of whatever lies behind it. */
    record Open(Alias alias, Set<Demand> demands) {}

    Resolution(
            RoutingTable table,
            Function<String, Optional<Provider>> providers,
            Ranking ranking,
            Filter filter,
            Occasion occasion) {
        this.aliases = table.aliases();
        this.ofAll = new LinkedHashSet<>(List.of(
                Demand.ofGateway(table.terms()),
                Demand.ofKey(occasion.conditions().ofKey())));
        this.providers = providers;
        this.ranking = ranking;
        this.filter = filter;
        this.occasion = occasion;
    }

    /** Goes where this name leads, after what was followed before; false where nothing is known of it. */
    boolean follow(String model) {
        return follow(new Step(model, ofAll));
    }

    /** Goes where a judge stands: it reads what is asked, so all that is demanded of those who answer is demanded of it. */
    void followJudge(Open open) {
        follow(new Step(open.alias().judge().model(), open.demands()));
    }

    /** Takes this tier where the first choice comes, whatever the signs say. */
    Resolution choosing(Tier tier) {
        chosen = tier;
        return this;
    }

    /** The targets that were found; none where nothing that was followed leads to a provider. */
    Route route(List<String> models) {
        if (targets.isEmpty() && !refusals.isEmpty()) {
            throw refusals.failure(models);
        }
        return new Route(targets(), failover(), Optional.ofNullable(judgement));
    }

    /** The targets that were found and may be asked, in order. */
    List<Target> targets() {
        List<Target> ordered = new ArrayList<>(targets);
        Preference preference = occasion.conditions().preference();
        // A stable sort: those that are not named keep their order behind the others.
        ordered.sort(Comparator.comparingInt(target -> preference.place(target.name())));
        return ordered;
    }

    /** What happens when one of them fails or is slow. */
    Failover failover() {
        return failover == null ? Failover.DEFAULT : failover;
    }

    /** The choice that is a judge's to make; empty where the signs have decided. */
    Optional<Open> open() {
        return Optional.ofNullable(tiered)
                .filter(open -> open.alias().judge() != null)
                .filter(open -> open.alias().judge().isAskedAbout(judgement.complexity()));
    }

    /** An alias hides a model of the same name. What was followed before is not followed again: no circles. */
    private boolean follow(Step step) {
        if (!followed.add(step)) {
            return true;
        }
        Alias alias = aliases.get(step.name());
        if (alias == null) {
            return direct(step);
        }
        // One budget for the whole call: that of the alias that was asked for, or of the first behind it that has one.
        failover = failover == null ? alias.failover() : failover;
        Set<Demand> demands = with(alias, step.demands());
        if (!alias.tiers().isEmpty()) {
            followTier(alias, demands);
        }
        List<Alias.Goal> goals = ranking.rank(alias, alias.targetsAt(occasion.now()), occasion);
        goals.forEach(goal -> add(goal.model(), alias.dropUnsupported(), demands));
        alias.fallback().forEach(name -> follow(new Step(name, demands)));
        return true;
    }

    private void followTier(Alias alias, Set<Demand> demands) {
        int before = targets.size();
        Tier tier = tier(alias, demands);
        follow(new Step(tier.model(), demands));
        if (targets.size() == before && chosen == null) {
            followHarder(alias, tier, demands);
        }
    }

    /** Where nobody in the tier may be asked, the next one for harder prompts answers; never one for easier prompts. */
    private void followHarder(Alias alias, Tier tier, Set<Demand> demands) {
        int before = targets.size();
        for (Tier harder : alias.tiersAbove(tier)) {
            follow(new Step(harder.model(), demands));
            if (targets.size() > before) {
                judgement = tiered.alias().equals(alias) ? judgement.raised(harder) : judgement;
                return;
            }
        }
    }

    /** The first alias with tiers on the way is the one that is told of, and that a judge may be asked about. */
    private Tier tier(Alias alias, Set<Demand> demands) {
        boolean first = tiered == null;
        tiered = first ? new Open(alias, demands) : tiered;
        if (first && chosen != null) {
            return chosen;
        }
        Complexity complexity = occasion.complexity().get();
        Tier tier = alias.tier(complexity);
        judgement = first ? Judgement.bySigns(tier.name(), complexity) : judgement;
        return tier;
    }

    private static Set<Demand> with(Alias alias, Set<Demand> demands) {
        if (alias.require().equals(Requirements.NONE)) {
            return demands;
        }
        Set<Demand> all = new LinkedHashSet<>(demands);
        all.add(Demand.of(alias));
        return all;
    }

    private boolean direct(Step step) {
        String name = step.name();
        return name.indexOf('/') > 0 && !name.endsWith("/") && add(ModelName.of(name), false, step.demands());
    }

    private boolean add(ModelName model, boolean dropUnsupported, Set<Demand> demands) {
        Optional<Provider> provider = providers.apply(model.provider());
        provider.ifPresent(found -> filter.refusal(found, model.model(), demands)
                .ifPresentOrElse(refusals::add, () -> targets.add(new Target(found, model.model(), dropUnsupported))));
        return provider.isPresent();
    }
}
