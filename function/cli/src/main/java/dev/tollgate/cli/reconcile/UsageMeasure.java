package dev.tollgate.cli.reconcile;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An amount that both our usage records and an export may have. */
public enum UsageMeasure {
    /** The requests to the provider. */
    REQUESTS,
    /** All tokens of prompts. */
    INPUT,
    /** The input tokens that were neither read from a cache nor written to one. */
    UNCACHED,
    /** The input tokens that were read from a cache. */
    CACHED,
    /** The input tokens that were written to a cache. */
    CACHE_WRITE,
    /** Tokens of completions. */
    OUTPUT,
    /** The cost in US dollars. */
    COST;

    private static final int DECIMALS_OF_A_DOLLAR = 6;

    /** The name in options and results. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All labels, separated by commas. */
    public static String labels() {
        return Arrays.stream(values()).map(UsageMeasure::label).collect(Collectors.joining(", "));
    }

    /** The measure with this label, if there is one. */
    public static Optional<UsageMeasure> labelled(String label) {
        return Arrays.stream(values())
                .filter(measure -> measure.label().equals(label))
                .findFirst();
    }

    /** Formats an amount without separators: as a whole number, or as dollars with at least six decimals. */
    public String text(BigDecimal amount) {
        BigDecimal shortest = amount.stripTrailingZeros();
        return this == COST
                ? shortest.setScale(Math.max(DECIMALS_OF_A_DOLLAR, shortest.scale()))
                        .toPlainString()
                : shortest.toPlainString();
    }
}
