package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

/**
 * The most that a model's tokens may cost, in US dollars per million tokens.
 *
 * @param input for prompt tokens; null for no bound
 * @param output for completion tokens; null for no bound
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaxPrice(BigDecimal input, BigDecimal output) {

    public MaxPrice {
        if (input == null && output == null) {
            throw new IllegalArgumentException("a bound without a price bounds nothing");
        }
    }

    /**
     * Whether a model of this price is cheap enough.
     *
     * @param outputPrice null for a model that writes nothing
     */
    public boolean allows(BigDecimal inputPrice, BigDecimal outputPrice) {
        return within(inputPrice, input) && within(outputPrice, output);
    }

    private static boolean within(BigDecimal price, BigDecimal most) {
        return most == null || price == null || price.compareTo(most) <= 0;
    }
}
