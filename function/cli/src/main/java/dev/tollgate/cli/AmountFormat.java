package dev.tollgate.cli;

import java.math.BigDecimal;

/** Amounts as reports show them. */
final class AmountFormat {
    /** How many blocks a full bar has. */
    static final int FULL_BAR = 20;

    private static final int DECIMALS_OF_A_DOLLAR = 6;

    private AmountFormat() {}

    /** Millionths of a dollar, in dollars with six decimals. */
    static String dollars(long micros) {
        return BigDecimal.valueOf(micros, DECIMALS_OF_A_DOLLAR).toPlainString();
    }

    /** A bar of this length; without blocks where the terminal cannot show them. */
    static String bar(long length, boolean blocks) {
        return (blocks ? "█" : "#").repeat((int) length);
    }
}
