package dev.tollgate.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Requirements;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a provider does with prompts, as the team that configured it vouches for.
 *
 * @param regions every one in which it may process them; empty means that this is not known
 * @param noTraining whether it is certain that nobody trains on them
 * @param zeroRetention whether it is certain that nobody keeps them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DataTerms(
        Set<String> regions,

        @JsonProperty("no_training") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean noTraining,

        @JsonProperty("zero_retention") @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean zeroRetention) {

    /** Nothing is certain. */
    public static final DataTerms UNKNOWN = new DataTerms(null, false, false);

    public DataTerms {
        regions = regions == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(regions));
    }

    /** The same terms, in these regions. */
    DataTerms in(Set<String> others) {
        return new DataTerms(others, noTraining, zeroRetention);
    }

    /** What of these requirements is not met, in the words of {@code tollgate.yaml}; empty where all is. Prices are not looked at. */
    public List<String> unmet(Requirements requirements) {
        List<String> unmet = new ArrayList<>();
        boolean somewhere = !regions.isEmpty() && requirements.regions().containsAll(regions);
        if (!requirements.regions().isEmpty() && !somewhere) {
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
