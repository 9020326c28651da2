package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs: its rates in US dollars, and other rates under certain conditions.
 *
 * @param rates contain at least {@link UsageType#INPUT}
 * @param cases each one that applies replaces rates, in this order
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Price(@JsonIgnore PriceRates rates, List<ConditionalPrice> cases) implements Tariff {

    public Price {
        cases = List.copyOf(cases);
        if (rates.of(UsageType.INPUT).isEmpty()) {
            throw new IllegalArgumentException("a price needs a rate for input");
        }
    }

    /** A price for input and output only, without conditions. */
    public static Price of(BigDecimal input, BigDecimal output) {
        return new Price(new PriceRates(Map.of(UsageType.INPUT, input, UsageType.OUTPUT, output)), List.of());
    }

    /** Reads its JSON form, in which each rate is a field of its own. Unknown fields are ignored. */
    @JsonCreator
    static Price read(
            @JsonProperty("cases") @Nullable List<ConditionalPrice> cases,
            @JsonAnySetter Map<String, JsonNode> fields) {
        return new Price(PriceRates.read(fields), cases == null ? List.of() : cases);
    }

    @JsonAnyGetter
    Map<String, BigDecimal> ratesByName() {
        return rates.byName();
    }

    /**
     * The exact cost in micro-dollars, not rounded. Empty if something was used that has no price, such as completion
     * tokens that are reported for an embedding model.
     */
    public Optional<BigDecimal> exactMicros(BillableUsage billableUsage) {
        return ratesFor(billableUsage).exactMicros(billableUsage.quantities());
    }

    @Override
    public Optional<BigDecimal> chargeMicros(BigDecimal costMicros, BillableUsage billableUsage) {
        return exactMicros(billableUsage);
    }

    /** The highest rate under any condition, to be compared with a maximum price. */
    public Optional<BigDecimal> highest(UsageType usageType) {
        return Stream.concat(Stream.of(rates), cases.stream().map(ConditionalPrice::rates))
                .map(found -> found.of(usageType))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private PriceRates ratesFor(BillableUsage billableUsage) {
        PriceRates found = rates;
        for (ConditionalPrice conditional : cases) {
            if (conditional.applies(billableUsage)) {
                found = found.with(conditional.rates());
            }
        }
        return found;
    }
}
