package dev.tollgate.edge;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Times as headers show them. */
final class MillisText {
    private MillisText() {}

    /** Milliseconds with two decimals, such as {@code 0.84}. */
    static String text(Duration duration) {
        return number(duration).toString();
    }

    /** The same as a number. */
    static BigDecimal number(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 6).setScale(2, RoundingMode.HALF_UP);
    }

    /** As OpenAI writes them: {@code 120ms}, {@code 1s}, {@code 6m0s}; rounded up, so that nobody comes too early. */
    static String goStyle(Duration duration) {
        long millis = Math.ceilDiv(duration.toNanos(), 1_000_000L);
        if (millis < 1_000) {
            return millis + "ms";
        }
        long seconds = Math.ceilDiv(millis, 1_000L);
        return seconds < 60 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
    }
}
