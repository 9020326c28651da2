package dev.tollgate.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers. Java's own parsers also accept {@code Infinity}, {@code 0x1p3}, a plus sign and the digits of other scripts. */
public final class NumberParser {
    /** A sign, and the digits of a {@code long} in the smallest radix. */
    private static final int LONGEST_WHOLE = 65;

    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,400}(\\.[0-9]{1,400})?([eE][+-]?[0-9]{1,3})?");

    private static final int DECIMAL_RADIX = 10;

    /**
     * The most digits before or after the point that a decimal number may have. A {@link BigDecimal} holds larger exponents, but
     * adding, rounding or printing {@code 1e999999999} takes a gigabyte.
     */
    private static final int MAX_DIGITS = 400;

    private NumberParser() {}

    /** The whole number; empty if the text is something else, or a number outside of these bounds. */
    public static OptionalLong whole(@Nullable String text, long min, long max) {
        return whole(text, DECIMAL_RADIX, min, max);
    }

    /** The same for numbers that an {@code int} holds. */
    public static OptionalInt whole(@Nullable String text, int min, int max) {
        OptionalLong number = whole(text, DECIMAL_RADIX, min, max);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    /** The same for digits of another radix, such as 16. */
    public static OptionalLong whole(@Nullable String text, int radix, long min, long max) {
        if (text == null || text.length() > LONGEST_WHOLE || !isPlain(text)) {
            return OptionalLong.empty();
        }
        try {
            long number = Long.parseLong(text, radix);
            return number < min || number > max ? OptionalLong.empty() : OptionalLong.of(number);
        } catch (NumberFormatException otherDigitsOrTooMany) {
            return OptionalLong.empty();
        }
    }

    /** Whether there is nothing but a minus, and digits and letters of ASCII. Without a pattern: each head of a reply has such numbers. */
    private static boolean isPlain(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        for (int at = start; at < text.length(); at++) {
            if (!isDigitOrLetter(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigitOrLetter(char character) {
        return (character >= '0' && character <= '9')
                || (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z');
    }

    /** The number with all its digits; empty if the text is something else, or has more than 400 digits on a side of the point. */
    public static Optional<BigDecimal> decimal(@Nullable String text) {
        return text == null || !DECIMAL.matcher(text).matches() ? Optional.empty() : bounded(new BigDecimal(text));
    }

    /** The same for a number in JSON. */
    public static Optional<BigDecimal> decimal(JsonNode node) {
        boolean isInfinite = (node.isDouble() || node.isFloat()) && !Double.isFinite(node.doubleValue());
        return !node.isNumber() || isInfinite ? Optional.empty() : bounded(node.decimalValue());
    }

    private static Optional<BigDecimal> bounded(BigDecimal number) {
        int digitsBeforePoint = number.precision() - number.scale();
        return number.scale() > MAX_DIGITS || digitsBeforePoint > MAX_DIGITS ? Optional.empty() : Optional.of(number);
    }
}
