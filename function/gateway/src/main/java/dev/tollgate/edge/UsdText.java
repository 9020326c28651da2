package dev.tollgate.edge;

import java.math.BigDecimal;

/** Amounts of micro-dollars in US dollars, exactly: {@code 0.000041}. */
final class UsdText {
    private UsdText() {}

    /** The amount, without zeros at its end and without an exponent. */
    static BigDecimal usd(long micros) {
        BigDecimal usd = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        return usd.scale() < 0 ? usd.setScale(0) : usd;
    }

    static String text(long micros) {
        return usd(micros).toPlainString();
    }
}
