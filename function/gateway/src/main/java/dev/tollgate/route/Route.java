package dev.tollgate.route;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where one request goes.
 *
 * @param targets to try in this order; never empty
 * @param failover what happens when one of them fails or is slow
 * @param judgement why it went to this tier; empty where no tiers were asked for
 */
public record Route(List<Target> targets, FailoverPolicy failover, Optional<TierDecision> judgement) {

    public Route {
        targets = List.copyOf(targets);
    }

    /** The same targets in another order. */
    public Route inOrder(List<Target> ordered) {
        return new Route(ordered, failover, judgement);
    }

    /** The judge that is to be asked where this goes; nobody where that is decided. */
    public Optional<TierChoice> tierChoice() {
        return judgement.flatMap(TierDecision::trial);
    }

    /** The same, with a judge to be asked. */
    Route open(TierChoice tierChoice) {
        return new Route(targets, failover, judgement.map(judged -> judged.open(tierChoice)));
    }

    /** Each target that may be asked before this call is over. */
    public List<Target> everyTarget() {
        return tierChoice().map(TierChoice::everyTarget).orElse(targets);
    }

    /** The same, over allowed targets only; empty where none of its own is. A judge is asked only if a choice is left. */
    public Optional<Route> among(Predicate<Target> allowed) {
        List<Target> left = targets.stream().filter(allowed).toList();
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Route(left, failover, judgement.map(judged -> judged.among(allowed))));
    }

    /** Where the trial ended with this tier. */
    public Route decided(String tier, String why) {
        TierChoice.TierRoute way = tierChoice().orElseThrow().ways().get(tier);
        return new Route(way.targets(), way.failover(), judgement.map(judged -> judged.decided(tier, why)));
    }

    /** Where the judge said nothing of use: as the signs have it. */
    public Route undecided(String why) {
        return new Route(
                targets, failover, judgement.map(judged -> judged.decided(judged.tier(), "signs, for " + why)));
    }

    /**
     * A tier and the complexity that chose it.
     *
     * @param trial whom to ask for a better choice; empty where there is no more to ask
     * @param decidedBy who decided where a judge was asked, and how; empty where nobody was
     */
    public record TierDecision(
            String tier, PromptComplexity complexity, Optional<TierChoice> trial, Optional<String> decidedBy) {

        /** Chosen by the signs. */
        static TierDecision bySigns(String tier, PromptComplexity complexity) {
            return new TierDecision(tier, complexity, Optional.empty(), Optional.empty());
        }

        /** Nobody in the tier of the signs may be asked. */
        TierDecision raised(Tier harder) {
            String why = "filters: nobody in " + tier + " may be asked";
            return new TierDecision(harder.name(), complexity, trial, Optional.of(why));
        }

        TierDecision open(TierChoice open) {
            return new TierDecision(tier, complexity, Optional.of(open), decidedBy);
        }

        TierDecision among(Predicate<Target> allowed) {
            return new TierDecision(tier, complexity, trial.flatMap(open -> open.among(allowed)), decidedBy);
        }

        TierDecision decided(String chosen, String why) {
            return new TierDecision(chosen, complexity, Optional.empty(), Optional.of(why));
        }

        /**
         * For people: {@code complex, 0.62 (code 0.45, steps 0.30)}, or with a judge
         * {@code simple, by judge openai/gpt-4.1-nano in 212 ms; signs 0.45 (doubt 0.45)}.
         */
        public String explained() {
            return decidedBy
                    .map(who -> tier + ", by " + who + "; signs " + complexity.explained())
                    .orElse(tier + ", " + complexity.explained());
        }
    }
}
