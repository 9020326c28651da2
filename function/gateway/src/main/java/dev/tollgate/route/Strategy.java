package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonProperty;

/** In which order an alias's targets are tried. */
public enum Strategy {
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
    FASTEST
}
