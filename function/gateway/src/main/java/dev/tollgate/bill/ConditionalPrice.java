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

/**
 * Other rates for a whole request, where each of these conditions holds that is not null.
 *
 * @param above the prompt has more tokens than this, cached ones too
 * @param hours the attempt began within them
 * @param serviceTier the provider said that it served the request so
 * @param rates what is not in them stays as it is otherwise
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConditionalPrice(
        Long above,
        DailyHours hours,
        @JsonProperty("service_tier") String serviceTier,
        @JsonIgnore PriceRates rates) {

    public ConditionalPrice {
        if (above == null && hours == null && serviceTier == null) {
            throw new IllegalArgumentException("a case needs a condition");
        }
    }

    /** As it stands in documents. */
    @JsonCreator
    static ConditionalPrice read(
            @JsonProperty("above") Long above,
            @JsonProperty("hours") DailyHours hours,
            @JsonProperty("service_tier") String serviceTier,
            @JsonAnySetter Map<String, JsonNode> fields) {
        return new ConditionalPrice(above, hours, serviceTier, PriceRates.read(fields));
    }

    @JsonAnyGetter
    Map<String, BigDecimal> written() {
        return rates.written();
    }

    boolean holds(BillableUsage billableUsage) {
        return (above == null || billableUsage.usage().promptTokens() > above)
                && (hours == null || hours.cover(billableUsage.at()))
                && (serviceTier == null || serviceTier.equals(billableUsage.serviceTier()));
    }
}
