package dev.tollgate.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** Orders an alias's targets by its strategy. Equal targets keep the order of the file. */
final class TargetRanking {
    private final CostEstimates costs;
    private final LatencyStats latencyStats;
    private final DoubleSupplier random;
    private final ConversationOrder conversations = new ConversationOrder();

    /**
     * A ranking that reads from these sources.
     *
     * @param random numbers that are uniformly distributed in [0, 1)
     */
    TargetRanking(CostEstimates costs, LatencyStats latencyStats, DoubleSupplier random) {
        this.costs = costs;
        this.latencyStats = latencyStats;
        this.random = random;
    }

    /** The alias's targets, best first. */
    List<Alias.TargetSpec> rank(Alias alias, RoutingStrategy strategy, RoutingContext context) {
        List<Alias.TargetSpec> ranked = new ArrayList<>(alias.targetsAt(context.now()));
        Optional<String> conversation = context.conversation(alias);
        switch (strategy) {
            case ORDERED -> {}
            case WEIGHTED -> sort(ranked, spec -> wait(spec, spec.share(), conversation));
            case RANDOM -> sort(ranked, spec -> wait(spec, 1, conversation));
            case CHEAPEST -> {
                long promptTokens = context.promptTokens().getAsLong();
                sort(ranked, spec -> micros(spec, promptTokens, context));
            }
            case FASTEST -> sort(ranked, spec -> millis(spec, context));
        }
        if (conversation.isPresent() && strategy.changesWithTime()) {
            String name = StickyHash.name(alias.name(), strategy.name(), conversation.get());
            ranked = new ArrayList<>(conversations.keep(name, ranked, context.now()));
        }
        Integer maxLatencyMillis = alias.maxLatencyMillis();
        if (maxLatencyMillis != null) {
            // The sort is stable: targets that are too slow come last, in the same order among themselves.
            ranked.sort(Comparator.comparing(spec -> tooSlow(spec, maxLatencyMillis, context)));
        }
        return ranked;
    }

    /** Computes each key once: a random key would change with each comparison. */
    private static void sort(List<Alias.TargetSpec> specs, ToDoubleFunction<Alias.TargetSpec> key) {
        record Keyed(Alias.TargetSpec target, double key) {}
        List<Alias.TargetSpec> sorted = specs.stream()
                .map(spec -> new Keyed(spec, key.applyAsDouble(spec)))
                .sorted(Comparator.comparingDouble(Keyed::key))
                .map(Keyed::target)
                .toList();
        specs.clear();
        specs.addAll(sorted);
    }

    /**
     * An exponentially distributed wait. The probability to come first is proportional to the share, and likewise among
     * the rest (https://doi.org/10.1016/j.ipl.2005.11.003). With a hash as the source it is rendezvous hashing: a
     * sticky caller keeps its target when others are added or removed.
     */
    private double wait(Alias.TargetSpec spec, double share, Optional<String> conversation) {
        double uniform = conversation
                .map(key -> StickyHash.of(key, spec.model().toString()))
                .orElseGet(random::getAsDouble);
        return share == 0 ? Double.POSITIVE_INFINITY : -Math.log1p(-uniform) / share;
    }

    /** A target without a price may cost anything, so it comes last. */
    private double micros(Alias.TargetSpec spec, long promptTokens, RoutingContext context) {
        return costs.micros(spec.model(), promptTokens, context.completionTokens(), context.now()).stream()
                .asDoubleStream()
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** A target without recent latency comes first: only a request shows how fast it is. */
    private double millis(Alias.TargetSpec spec, RoutingContext context) {
        return latencyStats
                .of(spec.model(), context.now())
                .map(latency -> latency.millisFor(context.completionTokens()))
                .orElse(0.0);
    }

    private boolean tooSlow(Alias.TargetSpec spec, int maxLatencyMillis, RoutingContext context) {
        return latencyStats
                .of(spec.model(), context.now())
                .filter(latency -> latency.firstTokenMillis() > maxLatencyMillis)
                .isPresent();
    }
}
