package dev.tollgate.route;

import java.math.BigDecimal;

/**
 * Where prompts of some complexity go.
 *
 * @param name such as {@code simple} or {@code complex}
 * @param from the least score of {@link PromptComplexity} that belongs here, 0 to 1
 * @param model an alias, or {@code provider/model}
 */
public record Tier(String name, BigDecimal from, String model) {

    public Tier {
        if (from.signum() < 0 || from.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a tier begins between 0 and 1");
        }
    }
}
