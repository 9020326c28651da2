package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A model in {@code prices.json}: its {@link Price}, and how much it can read and write at once.
 *
 * @param context in tokens, prompt and completion together; null where the source does not say
 */
record ListedModel(
        BigDecimal input,
        @JsonProperty("cached_input") BigDecimal cachedInput,
        @JsonProperty("cache_write") BigDecimal cacheWrite,
        BigDecimal output,
        Integer context) {

    Price price() {
        return new Price(input, cachedInput, cacheWrite, output);
    }
}
