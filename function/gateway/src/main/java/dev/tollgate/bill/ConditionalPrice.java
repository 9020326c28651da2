package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rates that replace others for a whole request if all of its conditions apply. A condition that is null always
 * applies.
 *
 * @param above the prompt, including its cached tokens, has more tokens than this
 * @param hours the attempt began within these hours
 * @param serviceTier the provider served the request in this tier
 * @param rates replace the rates of the same usage types
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConditionalPrice(
        @Nullable Long above,
        @Nullable DailyHours hours,

        @JsonProperty("service_tier") @Nullable String serviceTier,

        @JsonIgnore PriceRates rates) {

    public ConditionalPrice {
        if (above == null && hours == null && serviceTier == null) {
            throw new IllegalArgumentException("a conditional price needs a condition");
        }
    }

    /** Reads its JSON form, in which the rates are fields of their own. */
    @JsonCreator
    static ConditionalPrice read(
            @JsonProperty("above") @Nullable Long above,
            @JsonProperty("hours") @Nullable DailyHours hours,
            @JsonProperty("service_tier") @Nullable String serviceTier,
            @JsonAnySetter Map<String, JsonNode> fields) {
        return new ConditionalPrice(above, hours, serviceTier, PriceRates.read(fields));
    }

    @JsonAnyGetter
    Map<String, BigDecimal> ratesByName() {
        return rates.byName();
    }

    boolean applies(BillableUsage billableUsage) {
        return (above == null || billableUsage.usage().promptTokens() > above)
                && (hours == null || hours.contains(billableUsage.at()))
                && (serviceTier == null || serviceTier.equals(billableUsage.serviceTier()));
    }
}
