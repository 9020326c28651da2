package dev.tollgate.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

/** The months of a period that a command reads. */
final class MonthRangeTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void aPeriodIsReadMonthByMonth() {
        MonthRange months = MonthRange.passed(at("2026-09-30T23:00:00Z"), at("2026-11-01T00:00:00Z"), NOW);

        assertThat(months.spans())
                .containsExactly(
                        new MonthRange.MonthSpan(
                                YearMonth.of(2026, 9), at("2026-09-30T23:00:00Z"), at("2026-10-01T00:00:00Z")),
                        new MonthRange.MonthSpan(
                                YearMonth.of(2026, 10), at("2026-10-01T00:00:00Z"), at("2026-11-01T00:00:00Z")));
    }

    /** A gateway's clock may be ahead of this one. */
    @Test
    void theFutureIsNotReadExceptForADay() {
        assertThat(MonthRange.passed(at("2026-11-01T00:00:00Z"), at("9999-12-31T00:00:00Z"), NOW)
                        .spans())
                .containsExactly(new MonthRange.MonthSpan(
                        YearMonth.of(2026, 11), at("2026-11-01T00:00:00Z"), at("2026-11-29T12:00:00Z")));
        assertThat(MonthRange.passed(at("2027-01-01T00:00:00Z"), at("2027-02-01T00:00:00Z"), NOW)
                        .spans())
                .isEmpty();
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}
