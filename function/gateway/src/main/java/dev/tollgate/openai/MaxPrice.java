package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The maximum price of a model's tokens, in US dollars per million tokens. An absent price is not limited.
 *
 * @param input for prompt tokens
 * @param output for completion tokens
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaxPrice(@Nullable BigDecimal input, @Nullable BigDecimal output) {

    public MaxPrice {
        if (input == null && output == null) {
            throw new IllegalArgumentException("a maximum price needs an input or an output price");
        }
    }

    /**
     * Whether a model with these prices is within the maximum.
     *
     * @param outputPrice absent for a model that generates no tokens
     */
    public boolean allows(@Nullable BigDecimal inputPrice, @Nullable BigDecimal outputPrice) {
        return within(inputPrice, input) && within(outputPrice, output);
    }

    private static boolean within(@Nullable BigDecimal price, @Nullable BigDecimal max) {
        return max == null || price == null || price.compareTo(max) <= 0;
    }
}
