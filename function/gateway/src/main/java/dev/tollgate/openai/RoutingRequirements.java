package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a provider must meet to receive a prompt. A key, an alias or the request itself sets requirements. A provider whose
 * terms are unknown does not meet them.
 *
 * @param regions the only regions that may process the prompt; empty allows any
 * @param noTraining whether nobody may train on the prompt
 * @param zeroRetention whether nobody may retain the prompt
 * @param maxPrice the maximum price of the model
 * @param priced whether the model must have a known price
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RoutingRequirements(
        Set<String> regions,

        @JsonProperty("no_training") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean noTraining,

        @JsonProperty("zero_retention") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean zeroRetention,

        @JsonProperty("max_price") @Nullable MaxPrice maxPrice,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean priced) {

    /** Requirements that every provider meets. */
    public static final RoutingRequirements NONE = new RoutingRequirements(Set.of(), false, false, null);

    public RoutingRequirements {
        // Sorted, so that equal records always become the same JSON document.
        regions = regions == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(regions));
    }

    /** Requirements that a model without a known price may meet. */
    public RoutingRequirements(
            Set<String> regions, boolean noTraining, boolean zeroRetention, @Nullable MaxPrice maxPrice) {
        this(regions, noTraining, zeroRetention, maxPrice, false);
    }

    /** Those of what happens to prompts, without those of prices. */
    public RoutingRequirements dataTerms() {
        return new RoutingRequirements(regions, noTraining, zeroRetention, null);
    }

    /** The requirement of a maximum price and nothing else. */
    public static RoutingRequirements of(MaxPrice maxPrice) {
        return new RoutingRequirements(Set.of(), false, false, maxPrice);
    }
}
