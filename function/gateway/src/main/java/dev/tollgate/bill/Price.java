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
 * @param rates always; never without {@link Meter#INPUT}
 * @param cases those that hold replace rates, the later ones after the earlier
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Price(@JsonIgnore Rates rates, List<PriceCase> cases) implements Tariff {

    public Price {
        cases = List.copyOf(cases);
        if (rates.of(Meter.INPUT).isEmpty()) {
            throw new IllegalArgumentException("a price needs a rate of input");
        }
    }

    /** A price of input and output alone, the same in all cases. */
    public static Price of(BigDecimal input, BigDecimal output) {
        return new Price(new Rates(Map.of(Meter.INPUT, input, Meter.OUTPUT, output)), List.of());
    }

    /** As it stands in documents: the rates by their names, beside the cases. Other fields are not known here. */
    @JsonCreator
    static Price read(@JsonProperty("cases") List<PriceCase> cases, @JsonAnySetter Map<String, JsonNode> fields) {
        return new Price(Rates.read(fields), cases == null ? List.of() : cases);
    }

    @JsonAnyGetter
    Map<String, BigDecimal> written() {
        return rates.written();
    }

    /**
     * The cost in micro-dollars, exactly: not rounded. Empty where something was used that has no price, as what an
     * embedding model is said to have written.
     */
    public Optional<BigDecimal> exactMicros(Metered metered) {
        return ratesFor(metered).exactMicros(metered.quantities());
    }

    @Override
    public Optional<BigDecimal> chargeMicros(BigDecimal costMicros, Metered metered) {
        return exactMicros(metered);
    }

    /** The highest rate that this may have in any case: what a bound of the price has to be compared with. */
    public Optional<BigDecimal> highest(Meter meter) {
        return Stream.concat(Stream.of(rates), cases.stream().map(PriceCase::rates))
                .map(found -> found.of(meter))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    private Rates ratesFor(Metered metered) {
        Rates found = rates;
        for (PriceCase one : cases) {
            if (one.holds(metered)) {
                found = found.with(one.rates());
            }
        }
        return found;
    }
}
