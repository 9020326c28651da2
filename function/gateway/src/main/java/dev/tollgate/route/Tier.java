package dev.tollgate.route;

import java.math.BigDecimal;

/**
 * A band of prompt complexity, and the model for its prompts.
 *
 * @param name the tier's name, such as {@code simple} or {@code complex}
 * @param from the lowest score of {@link PromptComplexity} in this tier, 0 to 1
 * @param model an alias, or {@code provider/model}
 */
public record Tier(String name, BigDecimal from, String model) {

    public Tier {
        if (from.signum() < 0 || from.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a tier starts at a score from 0 to 1");
        }
    }
}
