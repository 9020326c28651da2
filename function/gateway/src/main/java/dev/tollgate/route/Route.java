package dev.tollgate.route;

import java.util.List;
import java.util.Optional;

/**
 * Where one request goes.
 *
 * @param targets to try in this order; never empty
 * @param judgement why it went to this tier; empty where no tiers were asked for
 */
public record Route(List<Target> targets, Optional<Judgement> judgement) {

    public Route {
        targets = List.copyOf(targets);
    }

    /** A tier and the complexity that chose it. */
    public record Judgement(String tier, Complexity complexity) {

        /** For people: {@code complex, 0.62 (code 0.45, steps 0.30)}. */
        public String explained() {
            return tier + ", " + complexity.explained();
        }
    }
}
