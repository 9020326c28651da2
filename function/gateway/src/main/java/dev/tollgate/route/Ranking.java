package dev.tollgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Puts an alias's targets into the order in which they are tried. Where two are equal, the file's order decides. */
final class Ranking {
    private final Costs costs;
    private final Paces paces;
    private final DoubleSupplier random;

    /**
     * A ranking by these sources.
     *
     * @param random evenly in [0, 1)
     */
    Ranking(Costs costs, Paces paces, DoubleSupplier random) {
        this.costs = costs;
        this.paces = paces;
        this.random = random;
    }

    /** The goals, best first; the same ones, none lost. */
    List<Alias.Goal> rank(Alias alias, List<Alias.Goal> goals, Occasion occasion) {
        List<Alias.Goal> ranked = new ArrayList<>(goals);
        switch (occasion.conditions().preference().strategy().orElse(alias.strategy())) {
            case ORDERED -> {}
            case WEIGHTED -> sort(ranked, goal -> wait(goal, goal.share(), alias, occasion));
            case RANDOM -> sort(ranked, goal -> wait(goal, 1, alias, occasion));
            case CHEAPEST -> {
                long promptTokens = occasion.promptTokens().getAsLong();
                sort(ranked, goal -> micros(goal, promptTokens, occasion));
            }
            case FASTEST -> sort(ranked, goal -> millis(goal, occasion));
        }
        if (alias.maxLatencyMillis() != null) {
            // A stable sort: those that are too slow come last, in the same order among themselves.
            ranked.sort(Comparator.comparing(goal -> tooSlow(goal, alias.maxLatencyMillis(), occasion)));
        }
        return ranked;
    }

    /** Each key is worked out once: chance would give another one at the next comparison. */
    private static void sort(List<Alias.Goal> goals, ToDoubleFunction<Alias.Goal> key) {
        record Keyed(Alias.Goal goal, double key) {}
        List<Alias.Goal> sorted = goals.stream()
                .map(goal -> new Keyed(goal, key.applyAsDouble(goal)))
                .sorted(Comparator.comparingDouble(Keyed::key))
                .map(Keyed::goal)
                .toList();
        goals.clear();
        goals.addAll(sorted);
    }

    /**
     * An exponentially distributed wait: the probability to be first is in proportion to the share, and likewise among
     * the rest (https://doi.org/10.1016/j.ipl.2005.11.003). With a hash for chance it is rendezvous hashing: who is sticky keeps
     * its target when others come or go.
     */
    private double wait(Alias.Goal goal, double share, Alias alias, Occasion occasion) {
        double chance = alias.sticky()
                ? StickyHash.of(occasion.who().get(), goal.model().toString())
                : random.getAsDouble();
        return share == 0 ? Double.POSITIVE_INFINITY : -Math.log1p(-chance) / share;
    }

    /** What has no price may cost anything. */
    private double micros(Alias.Goal goal, long promptTokens, Occasion occasion) {
        return costs.micros(goal.model(), promptTokens, occasion.completionTokens(), occasion.now()).stream()
                .asDoubleStream()
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** A target that nobody has asked of late is asked first: there is no other way to learn how quick it is. */
    private double millis(Alias.Goal goal, Occasion occasion) {
        return paces.of(goal.model(), occasion.now())
                .map(pace -> pace.millisFor(occasion.completionTokens()))
                .orElse(0.0);
    }

    private boolean tooSlow(Alias.Goal goal, int maxLatencyMillis, Occasion occasion) {
        return paces.of(goal.model(), occasion.now())
                .filter(pace -> pace.firstTokenMillis() > maxLatencyMillis)
                .isPresent();
    }
}
