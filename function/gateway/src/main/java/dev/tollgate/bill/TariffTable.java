package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What callers are charged instead of the cost.
 *
 * @param markups percentages that are added to the cost
 * @param prices replace the cost
 */
public record TariffTable(
        @JsonProperty("markup_percent") MarkupTable markups,
        @JsonProperty("prices") CallerPrices prices) {

    /** Callers are charged the cost. */
    public static final TariffTable NONE = new TariffTable(MarkupTable.NONE, CallerPrices.NONE);

    /** JSON may leave out empty tables. */
    public TariffTable {
        markups = markups == null ? MarkupTable.NONE : markups;
        prices = prices == null ? CallerPrices.NONE : prices;
    }

    /**
     * The tariff that applies: the key's, or else the alias's, or else the team's. A price takes precedence over a
     * mark-up of the same level. Tariffs do not add up.
     *
     * @param requestedModel the model name in the request
     * @param team empty if the key has none
     */
    public Tariff of(String key, String requestedModel, Optional<String> team) {
        return Stream.<Optional<? extends Tariff>>of(
                        prices.ofKey(key, requestedModel),
                        markups.ofKey(key),
                        prices.ofAlias(requestedModel),
                        markups.ofAlias(requestedModel),
                        team.flatMap(name -> prices.ofTeam(name, requestedModel)),
                        team.flatMap(markups::ofTeam))
                .flatMap(Optional::stream)
                .findFirst()
                .<Tariff>map(found -> found)
                .orElse(Markup.NONE);
    }
}
