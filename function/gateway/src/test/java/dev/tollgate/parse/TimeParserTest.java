package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimeParserTest {
    @Test
    void timesOfFourDigitYearsAreRead() {
        assertThat(TimeParser.instant("9999-12-31T23:59:59Z")).hasValue(Instant.parse("9999-12-31T23:59:59Z"));
        assertThat(TimeParser.day("2026-11-29")).hasValue(LocalDate.of(2026, 11, 29));
        assertThat(TimeParser.dayOrInstant("2026-11-29")).hasValue(Instant.parse("2026-11-29T00:00:00Z"));
        assertThat(TimeParser.dayOrInstant("2026-11-29T01:00:00+01:00"))
                .hasValue(Instant.parse("2026-11-29T00:00:00Z"));
        assertThat(TimeParser.httpDate("Sun, 29 Nov 2026 12:00:00 GMT"))
                .hasValue(Instant.parse("2026-11-29T12:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "+1000000000-12-31T23:59:59Z", "-0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z"})
    void otherTextIsNoTime(String text) {
        assertThat(TimeParser.instant(text)).isEmpty();
        assertThat(TimeParser.day(text)).isEmpty();
        assertThat(TimeParser.httpDate(text)).isEmpty();
    }

    @Test
    void durationsAreBoundedAndRoundedUp() {
        Duration second = Duration.ofSeconds(1);
        assertThat(TimeParser.duration(new BigDecimal("1.0001"), second)).isEqualTo(Duration.ofMillis(1_001));
        assertThat(TimeParser.duration(new BigDecimal("1e-300"), second)).isEqualTo(Duration.ofMillis(1));
        assertThat(TimeParser.duration(new BigDecimal("999999999999"), second)).isEqualTo(TimeParser.LONGEST);
        assertThat(TimeParser.duration(new BigDecimal("-1"), second)).isEqualTo(Duration.ZERO);
    }
}
