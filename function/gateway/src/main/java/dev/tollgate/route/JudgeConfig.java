package dev.tollgate.route;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A small model that is asked which tier a prompt belongs to, where the signs leave it open.
 *
 * @param model an alias, or {@code provider/model}
 * @param timeoutMillis how long it may take; then the signs decide
 * @param from the least score of {@link PromptComplexity} that it is asked about
 * @param to the highest
 */
public record JudgeConfig(
        String model, @JsonProperty("timeout_ms") int timeoutMillis, BigDecimal from, BigDecimal to) {
    /** A small model needs a few hundred milliseconds for a word. */
    public static final int USUAL_TIMEOUT_MILLIS = 800;

    /** Below this, a plain form was found, and nothing beside it. */
    public static final BigDecimal USUAL_FROM = new BigDecimal("0.1");

    /** Above this, there are signs enough beside the doubt. */
    public static final BigDecimal USUAL_TO = new BigDecimal("0.6");

    public JudgeConfig {
        if (timeoutMillis < 1 || from.compareTo(to) > 0) {
            throw new IllegalArgumentException("a judge needs time, and scores in order");
        }
    }

    /** Whether the signs leave it open. */
    boolean isAskedAbout(PromptComplexity complexity) {
        return from.doubleValue() <= complexity.score() && complexity.score() <= to.doubleValue();
    }
}
