package dev.tollgate.parse;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Whatever a text is, the parsers throw nothing, and what they return can be used in calculations. */
public final class TextParsersFuzz {
    private TextParsersFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_16BE);
        check(text);
        check(new String(input, StandardCharsets.ISO_8859_1));
    }

    private static void check(String text) {
        NumberParser.whole(text, 1, 65_535).ifPresent(port -> require(port >= 1 && port <= 65_535));
        NumberParser.whole(text, 36, Long.MIN_VALUE, Long.MAX_VALUE);
        NumberParser.decimal(text).ifPresent(TextParsersFuzz::calculate);
        NumberParser.decimal(TextNode.valueOf(text)).ifPresent(TextParsersFuzz::calculate);
        TimeParser.instant(text).ifPresent(instant -> require(instant.toString().length() <= 30));
        TimeParser.day(text).ifPresent(day -> require(day.toString().length() == 10));
        TimeParser.dayOrInstant(text);
        TimeParser.timeOfDay(text);
        TimeParser.zone(text);
        TimeParser.httpDate(text);
        UrlParser.http(text).ifPresent(url -> require(url.getHost() != null && url.getPort() <= 65_535));
        UrlParser.httpBase(text).ifPresent(base -> require(!base.toString().endsWith("/")));
        UrlParser.path(text);
        UrlParser.segment(text).ifPresent(TextParsersFuzz::checkSegment);
        require(!UnicodeText.isPrintable(text) || UnicodeText.isWellFormed(text));
    }

    private static void calculate(BigDecimal number) {
        require(number.toPlainString().length() < 1_000);
        require(NumberParser.decimal(DecimalNode.valueOf(number)).isPresent());
        Duration wait = TimeParser.duration(number, Duration.ofHours(1));
        require(!wait.isNegative() && wait.toNanos() >= 0 && wait.compareTo(TimeParser.LONGEST) <= 0);
    }

    private static void checkSegment(String segment) {
        URI url = URI.create("https://example.org/a/" + segment + "/b");
        require(url.normalize().equals(url) && url.getRawPath().split("/", -1).length == 4);
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new AssertionError("a bound is broken");
        }
    }
}
