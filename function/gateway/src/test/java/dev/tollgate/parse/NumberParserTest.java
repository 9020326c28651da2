package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text is, a parser returns a bounded number or none. */
final class NumberParserTest {
    @Test
    void wholeNumbersAreWithinTheirBounds() {
        assertThat(NumberParser.whole("65535", 1, 65_535)).hasValue(65_535);
        assertThat(NumberParser.whole("65536", 1, 65_535)).isEmpty();
        assertThat(NumberParser.whole("-9223372036854775808", Long.MIN_VALUE, Long.MAX_VALUE))
                .hasValue(Long.MIN_VALUE);
        assertThat(NumberParser.whole("ff", 16, 0, 255)).hasValue(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "+1", "1.0", "1e3", "0x10", "--1", "-", "١", "9223372036854775808", "Infinity"})
    void whatIsNoWholeNumberIsNone(String text) {
        assertThat(NumberParser.whole(text, Long.MIN_VALUE, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void decimalNumbersKeepTheirDigits() {
        assertThat(NumberParser.decimal("-12.50")).hasValue(new BigDecimal("-12.50"));
        assertThat(NumberParser.decimal("1e3")).hasValue(new BigDecimal("1E+3"));
        assertThat(NumberParser.decimal(IntNode.valueOf(7))).hasValue(BigDecimal.valueOf(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "NaN", "Infinity", "-Infinity", "1d", "0x1p3", ".5", "5.", "1e999999999", "1e-999", "1,5"})
    void whatIsNoBoundedDecimalNumberIsNone(String text) {
        assertThat(NumberParser.decimal(text)).isEmpty();
    }

    @Test
    void numbersInJsonAreBoundedToo() {
        assertThat(NumberParser.decimal(DecimalNode.valueOf(new BigDecimal("1e999999999"))))
                .isEmpty();
        assertThat(NumberParser.decimal(DecimalNode.valueOf(new BigDecimal("1e-999999999"))))
                .isEmpty();
        assertThat(NumberParser.decimal(DoubleNode.valueOf(Double.NaN))).isEmpty();
        assertThat(NumberParser.decimal(DoubleNode.valueOf(Double.POSITIVE_INFINITY)))
                .isEmpty();
        assertThat(NumberParser.decimal(TextNode.valueOf("1"))).isEmpty();
    }
}
