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
public record Route(List<Target> targets, Failover failover, Optional<Judgement> judgement) {

    public Route {
        targets = List.copyOf(targets);
    }

    /** The same targets in another order. */
    public Route inOrder(List<Target> ordered) {
        return new Route(ordered, failover, judgement);
    }

    /** The judge that is to be asked where this goes; nobody where that is decided. */
    public Optional<Trial> trial() {
        return judgement.flatMap(Judgement::trial);
    }

    /** The same, with a judge to be asked. */
    Route open(Trial trial) {
        return new Route(targets, failover, judgement.map(judged -> judged.open(trial)));
    }

    /** Each target that may be asked before this call is over. */
    public List<Target> everyTarget() {
        return trial().map(Trial::everyTarget).orElse(targets);
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
        Trial.Way way = trial().orElseThrow().ways().get(tier);
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
    public record Judgement(String tier, Complexity complexity, Optional<Trial> trial, Optional<String> decidedBy) {

        /** Chosen by the signs. */
        static Judgement bySigns(String tier, Complexity complexity) {
            return new Judgement(tier, complexity, Optional.empty(), Optional.empty());
        }

        /** Nobody in the tier of the signs may be asked. */
        Judgement raised(Tier harder) {
            String why = "filters: nobody in " + tier + " may be asked";
            return new Judgement(harder.name(), complexity, trial, Optional.of(why));
        }

        Judgement open(Trial open) {
            return new Judgement(tier, complexity, Optional.of(open), decidedBy);
        }

        Judgement among(Predicate<Target> allowed) {
            return new Judgement(tier, complexity, trial.flatMap(open -> open.among(allowed)), decidedBy);
        }

        Judgement decided(String chosen, String why) {
            return new Judgement(chosen, complexity, Optional.empty(), Optional.of(why));
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
