package dev.tollgate.admin;

import dev.tollgate.bill.UsageSum;
import dev.tollgate.parse.NumberParser;
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

    /** The same of a sum of usage; empty if nothing is known of it: what has no price is not free. */
    public static String known(UsageSum sum, long micros) {
        boolean unknown = sum.unpriced() + sum.pending() + sum.abandoned() > 0;
        return micros == 0 && unknown ? "" : dollars(micros);
    }

    /**
     * The opposite: millionths of a dollar.
     *
     * @throws IllegalArgumentException if the text is no amount
     */
    public static long micros(String dollars) {
        return NumberParser.decimal(dollars)
                .map(amount -> amount.movePointRight(DECIMALS_OF_A_DOLLAR).longValueExact())
                .orElseThrow(() -> new IllegalArgumentException("expected an amount in US dollars, got " + dollars));
    }

    /** A bar of this length; of {@code #} if the terminal cannot show blocks. */
    public static String bar(long length, boolean blocks) {
        return (blocks ? "█" : "#").repeat((int) length);
    }
}
