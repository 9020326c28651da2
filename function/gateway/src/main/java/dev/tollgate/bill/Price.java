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

/**
 * What a model costs: its rates in US dollars, and what is different in some cases.
 *
 * @param rates always; never without {@link UsageType#INPUT}
 * @param cases those that hold replace rates, the later ones after the earlier
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Price(@JsonIgnore PriceRates rates, List<ConditionalPrice> cases) implements Tariff {

    public Price {
        cases = List.copyOf(cases);
        if (rates.of(UsageType.INPUT).isEmpty()) {
            throw new IllegalArgumentException("a price needs a rate of input");
        }
    }

    /** A price of input and output alone, the same in all cases. */
    public static Price of(BigDecimal input, BigDecimal output) {
        return new Price(new PriceRates(Map.of(UsageType.INPUT, input, UsageType.OUTPUT, output)), List.of());
    }

    /** As it stands in documents: the rates by their names, beside the cases. Other fields are not known here. */
    @JsonCreator
    static Price read(
            @JsonProperty("cases") List<ConditionalPrice> cases, @JsonAnySetter Map<String, JsonNode> fields) {
        return new Price(PriceRates.read(fields), cases == null ? List.of() : cases);
    }

    @JsonAnyGetter
    Map<String, BigDecimal> written() {
        return rates.written();
    }

    /**
     * The cost in micro-dollars, exactly: not rounded. Empty where something was used that has no price, as what an
     * embedding model is said to have written.
     */
    public Optional<BigDecimal> exactMicros(BillableUsage billableUsage) {
        return ratesFor(billableUsage).exactMicros(billableUsage.quantities());
    }

    @Override
    public Optional<BigDecimal> chargeMicros(BigDecimal costMicros, BillableUsage billableUsage) {
        return exactMicros(billableUsage);
    }

    /** The highest rate that this may have in any case: what a bound of the price has to be compared with. */
    public Optional<BigDecimal> highest(UsageType usageType) {
        return Stream.concat(Stream.of(rates), cases.stream().map(ConditionalPrice::rates))
                .map(found -> found.of(usageType))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private PriceRates ratesFor(BillableUsage billableUsage) {
        PriceRates found = rates;
        for (ConditionalPrice one : cases) {
            if (one.holds(billableUsage)) {
                found = found.with(one.rates());
            }
        }
        return found;
    }
}
