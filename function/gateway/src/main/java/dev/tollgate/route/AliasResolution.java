package dev.tollgate.route;

import dev.tollgate.openai.Requirements;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Route.TierDecision;
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
final class AliasResolution {
    private final Map<String, Alias> aliases;
    private final Set<SourcedRequirements> ofAll;
    private final Function<String, Optional<Provider>> providers;
    private final TargetRanking ranking;
    private final TargetFilter filter;
    private final RoutingContext routingContext;
    private final Set<Target> targets = new LinkedHashSet<>();
    private final TargetExclusions targetExclusions = new TargetExclusions();
    private final Set<Step> followed = new HashSet<>();
    private TierDecision judgement;
    private OpenAlias tiered;
    private Tier chosen;
    private FailoverPolicy failover;

    /** A name on the way, and what is demanded of whatever lies behind it. */
    private record Step(String name, Set<SourcedRequirements> demands) {}

    /** An alias with tiers, and what is demanded of whatever lies behind it. */
    record OpenAlias(Alias alias, Set<SourcedRequirements> demands) {}

    AliasResolution(
            RoutingTable table,
            Function<String, Optional<Provider>> providers,
            TargetRanking ranking,
            TargetFilter filter,
            RoutingContext routingContext) {
        this.aliases = table.aliases();
        this.ofAll = new LinkedHashSet<>(List.of(
                SourcedRequirements.ofGateway(table.terms()),
                SourcedRequirements.ofKey(routingContext.conditions().ofKey())));
        this.providers = providers;
        this.ranking = ranking;
        this.filter = filter;
        this.routingContext = routingContext;
    }

    /** Goes where this name leads, after what was followed before; false where nothing is known of it. */
    boolean follow(String model) {
        return follow(new Step(model, ofAll));
    }

    /** Goes where a judge stands: it reads what is asked, so all that is demanded of those who answer is demanded of it. */
    void followJudge(OpenAlias open) {
        follow(new Step(open.alias().judge().model(), open.demands()));
    }

    /** Takes this tier where the first choice comes, whatever the signs say. */
    AliasResolution choosing(Tier tier) {
        chosen = tier;
        return this;
    }

    /** The targets that were found; none where nothing that was followed leads to a provider. */
    Route route(List<String> models) {
        if (targets.isEmpty() && !targetExclusions.isEmpty()) {
            throw targetExclusions.failure(models);
        }
        return new Route(targets(), failover(), Optional.ofNullable(judgement));
    }

    /** The targets that were found and may be asked, in order. */
    List<Target> targets() {
        List<Target> ordered = new ArrayList<>(targets);
        RoutePreference routePreference = routingContext.conditions().preference();
        // A stable sort: those that are not named keep their order behind the others.
        ordered.sort(Comparator.comparingInt(target -> routePreference.place(target.name())));
        return ordered;
    }

    /** What happens when one of them fails or is slow. */
    FailoverPolicy failover() {
        return failover == null ? FailoverPolicy.DEFAULT : failover;
    }

    /** The choice that is a judge's to make; empty where the signs have decided. */
    Optional<OpenAlias> open() {
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
        Set<SourcedRequirements> requirements = with(alias, step.demands());
        if (!alias.tiers().isEmpty()) {
            followTier(alias, requirements);
        }
        List<Alias.TargetSpec> targetSpecs = ranking.rank(alias, alias.targetsAt(routingContext.now()), routingContext);
        targetSpecs.forEach(targetSpec -> add(targetSpec.model(), alias.dropUnsupported(), requirements));
        alias.fallback().forEach(name -> follow(new Step(name, requirements)));
        return true;
    }

    private void followTier(Alias alias, Set<SourcedRequirements> requirements) {
        int before = targets.size();
        Tier tier = tier(alias, requirements);
        follow(new Step(tier.model(), requirements));
        if (targets.size() == before && chosen == null) {
            followHarder(alias, tier, requirements);
        }
    }

    /** Where nobody in the tier may be asked, the next one for harder prompts answers; never one for easier prompts. */
    private void followHarder(Alias alias, Tier tier, Set<SourcedRequirements> requirements) {
        int before = targets.size();
        for (Tier harder : alias.tiersAbove(tier)) {
            follow(new Step(harder.model(), requirements));
            if (targets.size() > before) {
                judgement = tiered.alias().equals(alias) ? judgement.raised(harder) : judgement;
                return;
            }
        }
    }

    /** The first alias with tiers on the way is the one that is told of, and that a judge may be asked about. */
    private Tier tier(Alias alias, Set<SourcedRequirements> requirements) {
        boolean first = tiered == null;
        tiered = first ? new OpenAlias(alias, requirements) : tiered;
        if (first && chosen != null) {
            return chosen;
        }
        PromptComplexity complexity = routingContext.complexity().get();
        Tier tier = alias.tier(complexity);
        judgement = first ? TierDecision.bySigns(tier.name(), complexity) : judgement;
        return tier;
    }

    private static Set<SourcedRequirements> with(Alias alias, Set<SourcedRequirements> requirements) {
        if (alias.require().equals(Requirements.NONE)) {
            return requirements;
        }
        Set<SourcedRequirements> all = new LinkedHashSet<>(requirements);
        all.add(SourcedRequirements.of(alias));
        return all;
    }

    private boolean direct(Step step) {
        String name = step.name();
        return name.indexOf('/') > 0 && !name.endsWith("/") && add(ModelName.of(name), false, step.demands());
    }

    private boolean add(ModelName model, boolean dropUnsupported, Set<SourcedRequirements> requirements) {
        Optional<Provider> provider = providers.apply(model.provider());
        provider.ifPresent(found -> filter.targetExclusion(found, model.model(), requirements)
                .ifPresentOrElse(
                        targetExclusions::add, () -> targets.add(new Target(found, model.model(), dropUnsupported))));
        return provider.isPresent();
    }
}
