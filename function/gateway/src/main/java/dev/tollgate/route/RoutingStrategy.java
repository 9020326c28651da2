package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The order in which an alias's targets are tried. */
public enum RoutingStrategy {
    /** In the order of the file. */
    @JsonProperty("ordered")
    ORDERED,
    /** At random, in proportion to their weights. */
    @JsonProperty("weighted")
    WEIGHTED,
    /** At random. */
    @JsonProperty("random")
    RANDOM,
    /** The cheapest target for this request first. */
    @JsonProperty("cheapest")
    CHEAPEST,
    /** The target with the lowest recent latency first. */
    @JsonProperty("fastest")
    FASTEST;

    /** The strategy with this name in the configuration. */
    public static Optional<RoutingStrategy> named(String word) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.word().equals(word))
                .findFirst();
    }

    /** The names of all strategies in alphabetical order: {@code cheapest, fastest, …}. */
    public static String names() {
        return Arrays.stream(values()).map(RoutingStrategy::word).sorted().collect(Collectors.joining(", "));
    }

    /** Whether the same request may be ranked differently a moment later: prices and speeds change. */
    boolean changesWithTime() {
        return this == CHEAPEST || this == FASTEST;
    }

    /** Its name in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
