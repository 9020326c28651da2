package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must be known of whoever gets a prompt: demanded by a key, an alias or the request itself. What is not known of a
 * provider does not meet a requirement.
 *
 * @param regions the only ones in which the prompt may be processed; empty means anywhere
 * @param noTraining whether nobody may train on it
 * @param zeroRetention whether nobody may keep it
 * @param maxPrice the most that it may cost; null for no bound
 * @param priced whether it must be known what it costs
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Requirements(
        Set<String> regions,

        @JsonProperty("no_training") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean noTraining,

        @JsonProperty("zero_retention") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean zeroRetention,

        @JsonProperty("max_price") MaxPrice maxPrice,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean priced) {

    /** Anybody may get it. */
    public static final Requirements NONE = new Requirements(null, false, false, null);

    public Requirements {
        // In order, so that the same record is always written as the same document.
        regions = regions == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(regions));
    }

    /** Whatever it costs. */
    public Requirements(Set<String> regions, boolean noTraining, boolean zeroRetention, MaxPrice maxPrice) {
        this(regions, noTraining, zeroRetention, maxPrice, false);
    }

    /** Nothing but a bound of the price. */
    public static Requirements of(MaxPrice maxPrice) {
        return new Requirements(null, false, false, maxPrice);
    }
}
