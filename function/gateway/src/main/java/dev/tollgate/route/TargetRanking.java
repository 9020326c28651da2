package dev.tollgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Puts an alias's targets into the order in which they are tried. Where two are equal, the file's order decides. */
final class TargetRanking {
    private final CostEstimates costs;
    private final LatencyStats latencyStats;
    private final DoubleSupplier random;

    /**
     * A ranking by these sources.
     *
     * @param random evenly in [0, 1)
     */
    TargetRanking(CostEstimates costs, LatencyStats latencyStats, DoubleSupplier random) {
        this.costs = costs;
        this.latencyStats = latencyStats;
        this.random = random;
    }

    /** The goals, best first; the same ones, none lost. */
    List<Alias.TargetSpec> rank(Alias alias, List<Alias.TargetSpec> targetSpecs, RoutingContext routingContext) {
        List<Alias.TargetSpec> ranked = new ArrayList<>(targetSpecs);
        switch (routingContext.conditions().preference().strategy().orElse(alias.strategy())) {
            case ORDERED -> {}
            case WEIGHTED -> sort(ranked, targetSpec -> wait(targetSpec, targetSpec.share(), alias, routingContext));
            case RANDOM -> sort(ranked, targetSpec -> wait(targetSpec, 1, alias, routingContext));
            case CHEAPEST -> {
                long promptTokens = routingContext.promptTokens().getAsLong();
                sort(ranked, targetSpec -> micros(targetSpec, promptTokens, routingContext));
            }
            case FASTEST -> sort(ranked, targetSpec -> millis(targetSpec, routingContext));
        }
        if (alias.maxLatencyMillis() != null) {
            // A stable sort: those that are too slow come last, in the same order among themselves.
            ranked.sort(
                    Comparator.comparing(targetSpec -> tooSlow(targetSpec, alias.maxLatencyMillis(), routingContext)));
        }
        return ranked;
    }

    /** Each key is worked out once: chance would give another one at the next comparison. */
    private static void sort(List<Alias.TargetSpec> targetSpecs, ToDoubleFunction<Alias.TargetSpec> key) {
        record Keyed(Alias.TargetSpec goal, double key) {}
        List<Alias.TargetSpec> sorted = targetSpecs.stream()
                .map(targetSpec -> new Keyed(targetSpec, key.applyAsDouble(targetSpec)))
                .sorted(Comparator.comparingDouble(Keyed::key))
                .map(Keyed::goal)
                .toList();
        targetSpecs.clear();
        targetSpecs.addAll(sorted);
    }

    /**
     * An exponentially distributed wait: the probability to be first is in proportion to the share, and likewise among
     * the rest (https://doi.org/10.1016/j.ipl.2005.11.003). With a hash for chance it is rendezvous hashing: who is sticky keeps
     * its target when others come or go.
     */
    private double wait(Alias.TargetSpec targetSpec, double share, Alias alias, RoutingContext routingContext) {
        double chance = alias.sticky()
                ? StickyHash.of(routingContext.who().get(), targetSpec.model().toString())
                : random.getAsDouble();
        return share == 0 ? Double.POSITIVE_INFINITY : -Math.log1p(-chance) / share;
    }

    /** What has no price may cost anything. */
    private double micros(Alias.TargetSpec targetSpec, long promptTokens, RoutingContext routingContext) {
        return costs
                .micros(targetSpec.model(), promptTokens, routingContext.completionTokens(), routingContext.now())
                .stream()
                .asDoubleStream()
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** A target that nobody has asked of late is asked first: there is no other way to learn how quick it is. */
    private double millis(Alias.TargetSpec targetSpec, RoutingContext routingContext) {
        return latencyStats
                .of(targetSpec.model(), routingContext.now())
                .map(pace -> pace.millisFor(routingContext.completionTokens()))
                .orElse(0.0);
    }

    private boolean tooSlow(Alias.TargetSpec targetSpec, int maxLatencyMillis, RoutingContext routingContext) {
        return latencyStats
                .of(targetSpec.model(), routingContext.now())
                .filter(pace -> pace.firstTokenMillis() > maxLatencyMillis)
                .isPresent();
    }
}
