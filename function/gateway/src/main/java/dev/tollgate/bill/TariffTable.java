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
public record TariffTable(
        @JsonProperty("markup_percent") MarkupTable markups,
        @JsonProperty("prices") CallerPrices prices) {

    /** What is charged is the cost. */
    public static final TariffTable NONE = new TariffTable(null, null);

    public TariffTable {
        markups = markups == null ? MarkupTable.NONE : markups;
        prices = prices == null ? CallerPrices.NONE : prices;
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
