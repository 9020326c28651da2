package dev.tollgate.route;

import dev.tollgate.openai.RoutingRequirements;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Route.TierDecision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows names through aliases, tiers and fallbacks to the eligible targets. For one request and one thread. */
final class AliasResolution {
    private final Map<String, Alias> aliases;
    private final Set<SourcedRequirements> globalRequirements;
    private final DropPolicy gatewayDropPolicy;
    private final Function<String, Optional<Provider>> providers;
    private final TargetRanking ranking;
    private final TargetFilter filter;
    private final RoutingContext context;
    private final Set<Target> targets = new LinkedHashSet<>();
    /** Targets that can write less than the caller allows. They serve the request only if no other target can. */
    private final Set<Target> shortTargets = new LinkedHashSet<>();

    private final TargetExclusions exclusions = new TargetExclusions();
    private final Set<Step> followed = new HashSet<>();
    private @Nullable TieredAlias tiered;
    private @Nullable TierDecision tierDecision;
    private @Nullable Tier chosen;
    private @Nullable FailoverPolicy failover;
    private Optional<RoutingStrategy> strategy = Optional.empty();

    /** A name to follow, and what the aliases on the way say for every target that it leads to. */
    private record Step(String name, Set<SourcedRequirements> requirements, DropPolicy dropPolicy) {}

    /** An alias with tiers, and the requirements for every target that it leads to. */
    private record TieredAlias(Alias alias, Set<SourcedRequirements> requirements) {}

    /** An alias whose judge decides the tier, and the requirements for every target that the alias leads to. */
    record JudgedAlias(Alias alias, JudgeConfig judge, Set<SourcedRequirements> requirements) {}

    AliasResolution(
            RoutingTable table,
            Function<String, Optional<Provider>> providers,
            TargetRanking ranking,
            TargetFilter filter,
            RoutingContext context) {
        this.aliases = table.aliases();
        this.globalRequirements = new LinkedHashSet<>(List.of(
                SourcedRequirements.ofGateway(table.policy()),
                SourcedRequirements.ofKey(context.constraints().keyRequirements())));
        this.gatewayDropPolicy = DropPolicy.of(table.policy().dropUnsupported());
        this.providers = providers;
        this.ranking = ranking;
        this.filter = filter;
        this.context = context;
    }

    /** Adds the targets that this name leads to, after those of earlier names; false if the name is unknown. */
    boolean follow(RequestedModel model) {
        strategy = model.strategy();
        return follow(new Step(model.name(), globalRequirements, DropPolicy.HINTS));
    }

    /** Adds the targets that an alias names for when a budget is spent, as if they were its fallbacks. */
    void followWhenSpent(Alias alias) {
        failover = alias.failover();
        Set<SourcedRequirements> requirements = with(alias, globalRequirements);
        DropPolicy dropPolicy = DropPolicy.of(alias.dropUnsupported()).orElse(DropPolicy.HINTS);
        alias.whenBudgetSpent().forEach(name -> follow(new Step(name, requirements, dropPolicy)));
    }

    /** Adds the targets of what reads the prompt to judge it: it must meet these requirements, too. */
    boolean follow(String model, Set<SourcedRequirements> requirements) {
        return follow(new Step(model, requirements, DropPolicy.HINTS));
    }

    /** The same for an engine, which no alias hides. */
    boolean follow(ModelName engine, Set<SourcedRequirements> requirements) {
        return add(engine, DropPolicy.HINTS, requirements);
    }

    /** Throws why none of the targets found so far is eligible; returns if one is, or nothing was found. */
    void requireEligible(List<String> models) {
        if (eligible().isEmpty() && !exclusions.isEmpty()) {
            throw exclusions.failure(models);
        }
    }

    /** Takes this tier at the first alias with tiers, whatever the signals say. */
    AliasResolution choosing(Tier tier) {
        chosen = tier;
        return this;
    }

    /** The route over the targets found so far; it has none if no name led to a provider. */
    Route route(List<String> models) {
        requireEligible(models);
        return new Route(models, targets(), failover(), Optional.ofNullable(tierDecision), Optional.empty());
    }

    /** The eligible targets found so far, in the order in which to try them. */
    List<Target> targets() {
        List<Target> ordered = new ArrayList<>(eligible());
        ordered.sort(context.constraints().preferredFirst());
        return ordered;
    }

    private Set<Target> eligible() {
        return targets.isEmpty() ? shortTargets : targets;
    }

    /** What happens when a target fails or is slow. */
    FailoverPolicy failover() {
        return failover == null ? FailoverPolicy.DEFAULT : failover;
    }

    /** The alias whose judge decides the tier; empty if the signals have decided it. */
    Optional<JudgedAlias> judged() {
        if (tiered == null || tierDecision == null) {
            return Optional.empty();
        }
        JudgeConfig judge = tiered.alias().judge();
        return judge != null && judge.covers(tierDecision.complexity())
                ? Optional.of(new JudgedAlias(tiered.alias(), judge, tiered.requirements()))
                : Optional.empty();
    }

    /** An alias hides a model of the same name. A step is followed once only, which also breaks cycles. */
    private boolean follow(Step step) {
        if (!followed.add(step)) {
            return true;
        }
        Alias alias = aliases.get(step.name());
        if (alias == null) {
            return direct(step);
        }
        // A call has one failover policy: that of the first alias on the way that sets one.
        failover = failover == null ? alias.failover() : failover;
        Set<SourcedRequirements> requirements = with(alias, step.requirements());
        DropPolicy dropPolicy = DropPolicy.of(alias.dropUnsupported()).orElse(step.dropPolicy());
        if (!alias.tiers().isEmpty()) {
            followTier(alias, requirements, dropPolicy);
        }
        List<Alias.TargetSpec> specs = ranking.rank(alias, strategy(alias), context);
        specs.forEach(spec -> add(spec.model(), dropPolicy, requirements));
        alias.fallback().forEach(name -> follow(new Step(name, requirements, dropPolicy)));
        return true;
    }

    /** The header and the body of the request come before the suffix of a name. */
    private RoutingStrategy strategy(Alias alias) {
        return context.constraints().strategy().or(() -> strategy).orElse(alias.strategy());
    }

    private void followTier(Alias alias, Set<SourcedRequirements> requirements, DropPolicy dropPolicy) {
        int before = targets.size();
        Tier tier = tier(alias, requirements);
        follow(new Step(tier.model(), requirements, dropPolicy));
        if (targets.size() == before && chosen == null) {
            followHarder(alias, tier, requirements, dropPolicy);
        }
    }

    /** If no target in the tier is eligible, the next tier for harder prompts answers, never one for easier prompts. */
    private void followHarder(Alias alias, Tier tier, Set<SourcedRequirements> requirements, DropPolicy dropPolicy) {
        int before = targets.size();
        for (Tier harder : alias.tiersAbove(tier)) {
            follow(new Step(harder.model(), requirements, dropPolicy));
            if (targets.size() > before) {
                if (tierDecision != null && isReported(alias)) {
                    tierDecision = tierDecision.raised(harder);
                }
                return;
            }
        }
    }

    /** Whether the response reports the tier of this alias: it does so for the first alias with tiers only. */
    private boolean isReported(Alias alias) {
        return tiered != null && tiered.alias().equals(alias);
    }

    /** Only the first alias with tiers can have its tier chosen by a judge. */
    private Tier tier(Alias alias, Set<SourcedRequirements> requirements) {
        boolean first = tiered == null;
        tiered = first ? new TieredAlias(alias, requirements) : tiered;
        if (first && chosen != null) {
            return chosen;
        }
        PromptComplexity complexity = context.complexity().get();
        Tier tier = alias.tier(complexity);
        tierDecision = first ? TierDecision.bySignals(tier.name(), complexity) : tierDecision;
        return tier;
    }

    private static Set<SourcedRequirements> with(Alias alias, Set<SourcedRequirements> requirements) {
        if (alias.require().equals(RoutingRequirements.NONE)) {
            return requirements;
        }
        Set<SourcedRequirements> all = new LinkedHashSet<>(requirements);
        all.add(SourcedRequirements.of(alias));
        return all;
    }

    private boolean direct(Step step) {
        String name = step.name();
        return name.indexOf('/') > 0
                && !name.endsWith("/")
                && add(ModelName.of(name), step.dropPolicy(), step.requirements());
    }

    /** The caller's key and the alias have the same rank. What holds for the gateway is the default for both. */
    private boolean add(ModelName model, DropPolicy aliasPolicy, Set<SourcedRequirements> requirements) {
        DropPolicy dropPolicy =
                aliasPolicy.and(context.constraints().keyDropPolicy()).orElse(gatewayDropPolicy);
        Optional<Provider> provider = providers.apply(model.provider());
        DropPolicy policy = context.constraints().everyParameter() ? DropPolicy.NOTHING : dropPolicy;
        provider.ifPresent(found -> filter.exclusion(found, model.model(), requirements)
                .ifPresentOrElse(
                        exclusion -> exclude(exclusion, found, policy),
                        () -> targets.add(new Target(found, model.model(), policy))));
        return provider.isPresent();
    }

    private void exclude(TargetExclusion exclusion, Provider provider, DropPolicy policy) {
        exclusions.add(exclusion);
        if (exclusion.stage() == TargetExclusion.Stage.CONTEXT_WINDOW && policy != DropPolicy.NOTHING) {
            String model = exclusion.model().model();
            OptionalInt room = filter.room(provider, model);
            if (room.isPresent()) {
                shortTargets.add(new Target(provider, model, policy, room));
            }
        }
    }
}
