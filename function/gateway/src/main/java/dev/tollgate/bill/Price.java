package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        return ratesFor(billableUsage).exactMicros(billableUsage.quantities(), surcharge(billableUsage));
    }

    @Override
    public Optional<BigDecimal> chargeMicros(BigDecimal costMicros, BillableUsage billableUsage) {
        return exactMicros(billableUsage);
    }

    /** The highest rate at any hour and for any length, as providers usually serve requests: for a maximum price. */
    public Optional<BigDecimal> highest(UsageType usageType) {
        return new HighestRates(
                        this,
                        cases.stream()
                                .filter(one -> !one.dependsOnReply() && one.host() == null)
                                .toList())
                .of(usageType);
    }

    /**
     * The highest rate that this request can cost: in the tier that it requests, or in any tier if it leaves that to the
     * provider.
     *
     * @param host the host of the provider's address; null if it has none of its own
     * @param serviceTier the only tier that may be used; null for any
     */
    public Optional<BigDecimal> highest(UsageType usageType, @Nullable String host, @Nullable String serviceTier) {
        return new HighestRates(
                        this,
                        cases.stream()
                                .filter(one -> one.isAt(host))
                                .filter(one -> serviceTier == null
                                        || one.serviceTier() == null
                                        || serviceTier.equals(one.serviceTier()))
                                .toList())
                .of(usageType);
    }

    /** What the surcharges and discounts of all cases that apply come to. */
    private BigDecimal surcharge(BillableUsage billableUsage) {
        BigDecimal product = BigDecimal.ONE;
        for (ConditionalPrice conditional : cases) {
            if (conditional.times() != null && conditional.applies(billableUsage)) {
                product = product.multiply(conditional.times());
            }
        }
        return product;
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
