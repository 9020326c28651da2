package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A small model that decides which tier a prompt belongs to if the signals leave it open.
 *
 * @param model an alias, or {@code provider/model}
 * @param timeoutMillis how long the judge may take; after that the signals decide
 * @param from the lowest score of {@link PromptComplexity} that the judge decides
 * @param to the highest such score
 */
public record JudgeConfig(
        String model, @JsonProperty("timeout_ms") int timeoutMillis, BigDecimal from, BigDecimal to) {
    /** A small model needs a few hundred milliseconds for one word. */
    public static final int DEFAULT_TIMEOUT_MILLIS = 800;

    /** Below this score, the prompt matches a simple pattern and has no other signals. */
    public static final BigDecimal DEFAULT_FROM = new BigDecimal("0.1");

    /** Above this score, there are enough signals besides the doubt. */
    public static final BigDecimal DEFAULT_TO = new BigDecimal("0.6");

    public JudgeConfig {
        if (timeoutMillis < 1 || from.compareTo(to) > 0) {
            throw new IllegalArgumentException("a judge needs a positive timeout, and scores in ascending order");
        }
    }

    /** Whether the judge decides a prompt of this complexity. */
    boolean covers(PromptComplexity complexity) {
        return from.doubleValue() <= complexity.score() && complexity.score() <= to.doubleValue();
    }
}
