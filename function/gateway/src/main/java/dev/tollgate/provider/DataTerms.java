package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.RoutingRequirements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The terms under which a provider processes prompts, as its configuration states them.
 *
 * @param regions every region in which it may process prompts; empty where that is unknown
 * @param noTraining whether it is certain that nobody trains on prompts
 * @param zeroRetention whether it is certain that nobody retains prompts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DataTerms(
        Set<String> regions,

        @JsonProperty("no_training") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean noTraining,

        @JsonProperty("zero_retention") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean zeroRetention) {

    /** The terms of a provider that states none. */
    public static final DataTerms UNKNOWN = new DataTerms(Set.of(), false, false);

    public DataTerms {
        regions = regions == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(regions));
    }

    /** The same terms in these regions. */
    DataTerms inRegions(Set<String> otherRegions) {
        return new DataTerms(otherRegions, noTraining, zeroRetention);
    }

    /** The requirements that these terms do not meet, named as in {@code tollgate.yaml}. Prices are not checked here. */
    public List<String> unmet(RoutingRequirements requirements) {
        List<String> unmet = new ArrayList<>();
        boolean regionsMet = !regions.isEmpty() && requirements.regions().containsAll(regions);
        if (!requirements.regions().isEmpty() && !regionsMet) {
            unmet.add("regions " + String.join(", ", requirements.regions()));
        }
        if (requirements.noTraining() && !noTraining) {
            unmet.add("no_training");
        }
        if (requirements.zeroRetention() && !zeroRetention) {
            unmet.add("zero_retention");
        }
        return unmet;
    }
}
