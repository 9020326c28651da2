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
 * Rates that replace others for a whole request if all of its conditions apply, and a surcharge or discount on its tokens. A
 * condition that is null always applies.
 *
 * @param above the prompt, including its cached tokens, has more tokens than this
 * @param hours the attempt began within these hours
 * @param serviceTier the provider served the request in this tier
 * @param host the host of the provider's address; {@code *.example.com} means all below it
 * @param reported the provider's usage has these words in these fields, such as where it ran the model
 * @param times multiplies the rates of all tokens, whatever they are; null for 1
 * @param rates replace the rates of the same usage types
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ConditionalPrice(
        @Nullable Long above,
        @Nullable DailyHours hours,

        @JsonProperty("service_tier") @Nullable String serviceTier,

        @Nullable String host,
        Map<String, String> reported,
        @Nullable BigDecimal times,

        @JsonIgnore PriceRates rates) {

    private static final String BELOW = "*.";

    public ConditionalPrice {
        reported = Map.copyOf(reported);
        if (above == null && hours == null && serviceTier == null && host == null && reported.isEmpty()) {
            throw new IllegalArgumentException("a conditional price needs a condition");
        }
        if (times != null && times.signum() < 0) {
            throw new IllegalArgumentException("a price cannot be negative");
        }
    }

    /** A case that depends on nothing but the length, the hour and the tier. */
    public ConditionalPrice(
            @Nullable Long above, @Nullable DailyHours hours, @Nullable String serviceTier, PriceRates rates) {
        this(above, hours, serviceTier, null, Map.of(), null, rates);
    }

    /** Reads its JSON form, in which the rates are fields of their own. */
    @JsonCreator
    static ConditionalPrice read(
            @JsonProperty("above") @Nullable Long above,
            @JsonProperty("hours") @Nullable DailyHours hours,
            @JsonProperty("service_tier") @Nullable String serviceTier,
            @JsonProperty("host") @Nullable String host,
            @JsonProperty("reported") @Nullable Map<String, String> reported,
            @JsonProperty("times") @Nullable BigDecimal times,
            @JsonAnySetter Map<String, JsonNode> fields) {
        return new ConditionalPrice(
                above,
                hours,
                serviceTier,
                host,
                reported == null ? Map.of() : reported,
                times,
                PriceRates.read(fields));
    }

    @JsonAnyGetter
    Map<String, BigDecimal> ratesByName() {
        return rates.byName();
    }

    boolean applies(BillableUsage billableUsage) {
        return (above == null || billableUsage.usage().promptTokens() > above)
                && (hours == null || hours.contains(billableUsage.at()))
                && (serviceTier == null || serviceTier.equals(billableUsage.serviceTier()))
                && isAt(billableUsage.host())
                && reported.entrySet().stream()
                        .allMatch(word -> word.getValue().equals(billableUsage.reported(word.getKey())));
    }

    /** Whether it applies to a provider with this address. */
    boolean isAt(@Nullable String address) {
        return host == null
                || host.equals(address)
                || (address != null && host.startsWith(BELOW) && address.endsWith(host.substring(1)));
    }

    /** Whether it applies to how a provider serves a request, and not to the request itself. */
    boolean dependsOnReply() {
        return serviceTier != null || !reported.isEmpty();
    }
}
