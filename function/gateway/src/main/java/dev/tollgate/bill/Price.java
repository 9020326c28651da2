package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A model's list price in US dollars per million tokens, which is the same number as micro-dollars per token.
 *
 * @param cachedInput for prompt tokens the provider had cached; null means the price of input
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Price(
        BigDecimal input, @JsonProperty("cached_input") BigDecimal cachedInput, BigDecimal output) {

    public Price {
        if (input.signum() < 0 || output.signum() < 0 || (cachedInput != null && cachedInput.signum() < 0)) {
            throw new IllegalArgumentException("a price cannot be negative");
        }
    }

    /** The cost in micro-dollars, rounded half up once, at the end. */
    public long microsFor(Usage usage) {
        // No provider should count more tokens as cached than it read; one that does must not make others cheaper.
        BigDecimal cached = BigDecimal.valueOf(Math.min(usage.cachedTokens(), usage.promptTokens()));
        BigDecimal fresh = BigDecimal.valueOf(usage.promptTokens()).subtract(cached);
        return fresh.multiply(input)
                .add(cached.multiply(cachedInput == null ? input : cachedInput))
                .add(BigDecimal.valueOf(usage.completionTokens()).multiply(output))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
