package dev.tollgate.admin;

import java.math.BigDecimal;

/** Formats amounts for reports. */
public final class AmountFormat {
    /** The number of blocks in a full bar. */
    public static final int FULL_BAR = 20;

    private static final int DECIMALS_OF_A_DOLLAR = 6;

    private AmountFormat() {}

    /** Formats millionths of a dollar as dollars with six decimals. */
    public static String dollars(long micros) {
        return BigDecimal.valueOf(micros, DECIMALS_OF_A_DOLLAR).toPlainString();
    }

    /** A bar of this length; of {@code #} if the terminal cannot show blocks. */
    public static String bar(long length, boolean blocks) {
        return (blocks ? "█" : "#").repeat((int) length);
    }
}
