package dev.tollgate.route;

import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.GatewayException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where one request goes.
 *
 * @param models the names in the request, without suffixes: the name in the usage record, and what the key may use
 * @param targets the targets to try, in this order
 * @param failover what happens when one of them fails or is slow
 * @param tierDecision why the request goes to this tier; empty if its alias has no tiers
 * @param refusal what the caller gets if none of the targets responds, because others were left out; empty if none was
 * @param content what the gateway and the aliases on the way say about content
 * @param whenSpent where the request goes when a budget has no room for any of the targets; empty if it is refused then
 */
public record Route(
        List<String> models,
        List<Target> targets,
        FailoverPolicy failover,
        Optional<TierDecision> tierDecision,
        Optional<GatewayException> refusal,
        ContentRules content,
        Optional<Route> whenSpent) {

    public Route {
        models = List.copyOf(models);
        targets = List.copyOf(targets);
    }

    /** A route without rules for content. */
    public Route(
            List<String> models,
            List<Target> targets,
            FailoverPolicy failover,
            Optional<TierDecision> tierDecision,
            Optional<GatewayException> refusal) {
        this(models, targets, failover, tierDecision, refusal, ContentRules.NONE, Optional.empty());
    }

    /** The same route with these rules for content. */
    Route withContent(ContentRules rules) {
        return new Route(models, targets, failover, tierDecision, refusal, rules, whenSpent);
    }

    /** The same route with another for when a budget is spent. */
    Route withWhenSpent(Optional<Route> spent) {
        return new Route(models, targets, failover, tierDecision, refusal, content, spent);
    }

    /** The name in the usage record. */
    public String alias() {
        return models.getFirst();
    }

    /** The same targets in another order. */
    public Route inOrder(List<Target> ordered) {
        return new Route(models, ordered, failover, tierDecision, refusal, content, whenSpent);
    }

    /** The route to its first target only. */
    public Route withoutOthers() {
        return inOrder(targets.subList(0, 1));
    }

    /** The same route for a caller who gets this if none of the targets responds. */
    public Route orElse(GatewayException otherwise) {
        return new Route(models, targets, failover, tierDecision, Optional.of(otherwise), content, whenSpent);
    }

    /** The choice that a judge still has to make; empty if the route is final. */
    public Optional<TierChoice> tierChoice() {
        return tierDecision.flatMap(TierDecision::choice);
    }

    /** The same route, on which a judge still chooses the tier. */
    Route withChoice(TierChoice choice) {
        return new Route(
                models,
                targets,
                failover,
                tierDecision.map(decision -> decision.withChoice(choice)),
                refusal,
                content,
                whenSpent);
    }

    /** Every target that this call may use, whatever a judge decides. */
    public List<Target> everyTarget() {
        return tierChoice().map(TierChoice::everyTarget).orElse(targets);
    }

    /** The same route over allowed targets only; empty if no target of the route itself is allowed. */
    public Optional<Route> among(Predicate<Target> allowed) {
        List<Target> remaining = targets.stream().filter(allowed).toList();
        return remaining.isEmpty()
                ? Optional.empty()
                : Optional.of(new Route(
                        models,
                        remaining,
                        failover,
                        tierDecision.map(decision -> decision.among(allowed)),
                        refusal,
                        content,
                        whenSpent.flatMap(spent -> spent.among(allowed))));
    }

    /**
     * The route after a judge has chosen this tier.
     *
     * @param judge the judge, for {@link TierDecision#explained()}
     */
    public Route decided(String tier, String judge) {
        TierChoice choice = tierChoice().orElseThrow();
        TierChoice.TierRoute chosen = choice.route(tier);
        return new Route(
                models,
                chosen.targets(),
                chosen.failover(),
                tierDecision.map(decision -> decision.decided(tier, judge)),
                refusal,
                content,
                whenSpent);
    }

    /** The route after a judge has failed: the tier of the signals stays. */
    public Route undecided(String why) {
        return new Route(
                models,
                targets,
                failover,
                tierDecision.map(decision -> decision.decided(decision.tier(), "signals, because " + why)),
                refusal,
                content,
                whenSpent);
    }

    /**
     * A tier, and the complexity that led to it.
     *
     * @param choice what a judge still has to choose from; empty if the decision is final
     * @param decidedBy what decided the tier, if the signals alone did not
     */
    public record TierDecision(
            String tier, PromptComplexity complexity, Optional<TierChoice> choice, Optional<String> decidedBy) {

        /** A decision by the signals alone. */
        static TierDecision bySignals(String tier, PromptComplexity complexity) {
            return new TierDecision(tier, complexity, Optional.empty(), Optional.empty());
        }

        /** The decision for a harder tier, after no target in this one was eligible. */
        TierDecision raised(Tier harder) {
            String why = "filters: no target in " + tier + " is eligible";
            return new TierDecision(harder.name(), complexity, choice, Optional.of(why));
        }

        TierDecision withChoice(TierChoice opened) {
            return new TierDecision(tier, complexity, Optional.of(opened), decidedBy);
        }

        TierDecision among(Predicate<Target> allowed) {
            return new TierDecision(tier, complexity, choice.flatMap(opened -> opened.among(allowed)), decidedBy);
        }

        TierDecision decided(String chosen, String why) {
            return new TierDecision(chosen, complexity, Optional.empty(), Optional.of(why));
        }

        /**
         * An explanation for people: {@code complex, 0.62 (code 0.45, steps 0.30)}, or with a judge
         * {@code simple, by judge openai/gpt-4.1-nano in 212 ms; signals 0.45 (doubt 0.45)}.
         */
        public String explained() {
            return decidedBy
                    .map(cause -> tier + ", by " + cause + "; signals " + complexity.explained())
                    .orElse(tier + ", " + complexity.explained());
        }
    }
}
