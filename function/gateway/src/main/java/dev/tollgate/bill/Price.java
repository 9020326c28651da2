package dev.tollgate.bill;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tollgate.openai.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.Stream;

/**
 * A model's list price in US dollars per million tokens, which is the same number as micro-dollars per token.
 *
 * @param cachedInput for prompt tokens the provider had cached; null means the price of input
 * @param cacheWrite for prompt tokens the provider put into its cache; null means the price of input
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Price(
        BigDecimal input,
        @JsonProperty("cached_input") BigDecimal cachedInput,
        @JsonProperty("cache_write") BigDecimal cacheWrite,
        BigDecimal output) {

    public Price {
        if (Stream.of(input, cachedInput, cacheWrite, output).anyMatch(price -> price != null && price.signum() < 0)) {
            throw new IllegalArgumentException("a price cannot be negative");
        }
    }

    /** The cost in micro-dollars, rounded half up once, at the end. */
    public long microsFor(Usage usage) {
        // No provider should count more tokens as cached than it read; one that does must not make others cheaper.
        long cached = Math.min(usage.cachedTokens(), usage.promptTokens());
        long written = Math.min(usage.cacheWriteTokens(), usage.promptTokens() - cached);
        return times(usage.promptTokens() - cached - written, input)
                .add(times(cached, cachedInput == null ? input : cachedInput))
                .add(times(written, cacheWrite == null ? input : cacheWrite))
                .add(times(usage.completionTokens(), output))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static BigDecimal times(long tokens, BigDecimal price) {
        return BigDecimal.valueOf(tokens).multiply(price);
    }
}
