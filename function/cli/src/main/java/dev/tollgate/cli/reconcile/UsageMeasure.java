package dev.tollgate.cli.reconcile;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is compared. */
public enum UsageMeasure {
    /** Questions that a provider counted. */
    REQUESTS,
    /** All tokens of prompts. */
    INPUT,
    /** Of these, those that were neither read from a cache nor written to one. */
    UNCACHED,
    /** Of these, those that were read from a cache. */
    CACHED,
    /** Of these, those that were written to one. */
    CACHE_WRITE,
    /** Tokens of completions. */
    OUTPUT,
    /** US dollars. */
    COST;

    private static final int DECIMALS_OF_A_DOLLAR = 6;

    /** As options and results call it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All labels, in words. */
    public static String labels() {
        return Arrays.stream(values()).map(UsageMeasure::label).collect(Collectors.joining(", "));
    }

    /** The one of this label; empty where there is none. */
    public static Optional<UsageMeasure> labelled(String label) {
        return Arrays.stream(values())
                .filter(measure -> measure.label().equals(label))
                .findFirst();
    }

    /** An amount as text without separators: whole, or dollars with six decimals and more where there are more. */
    public String text(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return this == COST
                ? shortest.setScale(Math.max(DECIMALS_OF_A_DOLLAR, shortest.scale()))
                        .toPlainString()
                : shortest.toPlainString();
    }
}
