package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What callers are charged, where that is not the cost.
 *
 * @param markups in percent of the cost
 * @param prices in place of the cost
 */
public record Tariffs(
        @JsonProperty("markup_percent") Markups markups,
        @JsonProperty("prices") Charges prices) {

    /** What is charged is the cost. */
    public static final Tariffs NONE = new Tariffs(null, null);

    public Tariffs {
        markups = markups == null ? Markups.NONE : markups;
        prices = prices == null ? Charges.NONE : prices;
    }

    /**
     * The one that counts: the key's, or else the alias's, or else the team's; of each the price before the mark-up. They
     * do not add up.
     *
     * @param asked the name that is asked for
     * @param team empty where the key has none
     */
    public Tariff of(String key, String asked, Optional<String> team) {
        return Stream.<Optional<? extends Tariff>>of(
                        prices.ofKey(key, asked),
                        markups.ofKey(key),
                        prices.ofAlias(asked),
                        markups.ofAlias(asked),
                        team.flatMap(name -> prices.ofTeam(name, asked)),
                        team.flatMap(markups::ofTeam))
                .flatMap(Optional::stream)
                .findFirst()
                .<Tariff>map(found -> found)
                .orElse(Markup.NONE);
    }
}
