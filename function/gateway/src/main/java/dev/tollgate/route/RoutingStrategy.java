package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** In which order an alias's targets are tried. */
public enum RoutingStrategy {
    /** As they are written. */
    @JsonProperty("ordered")
    ORDERED,
    /** By chance, in proportion to their weights. */
    @JsonProperty("weighted")
    WEIGHTED,
    /** By chance. */
    @JsonProperty("random")
    RANDOM,
    /** The cheapest for this very request first. */
    @JsonProperty("cheapest")
    CHEAPEST,
    /** The one that was quickest of late first. */
    @JsonProperty("fastest")
    FASTEST;

    /** The strategy that people write like this. */
    public static Optional<RoutingStrategy> named(String word) {
        return Arrays.stream(values())
                .filter(strategy -> strategy.word().equals(word))
                .findFirst();
    }

    /** All of them as people write them, in alphabetical order: {@code cheapest, fastest, …}. */
    public static String names() {
        return Arrays.stream(values()).map(RoutingStrategy::word).sorted().collect(Collectors.joining(", "));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
