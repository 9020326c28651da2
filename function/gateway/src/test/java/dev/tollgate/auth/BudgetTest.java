package dev.tollgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tollgate.auth.Budget.Per;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

    @ParameterizedTest
    @CsvSource({
        // zone, period, an instant in it, its first day, the next one's first instant
        "UTC, DAY, 2026-11-24T23:59:59.999Z, 2026-11-24, 2026-11-25T00:00:00Z",
        "UTC, DAY, 2026-11-25T00:00:00Z, 2026-11-25, 2026-11-26T00:00:00Z",
        "UTC, WEEK, 2026-11-29T23:59:59Z, 2026-11-23, 2026-11-30T00:00:00Z",
        "UTC, WEEK, 2026-11-30T00:00:00Z, 2026-11-30, 2026-12-07T00:00:00Z",
        "UTC, WEEK, 2027-01-01T12:00:00Z, 2026-12-28, 2027-01-04T00:00:00Z",
        "UTC, MONTH, 2026-12-31T23:59:59Z, 2026-12-01, 2027-01-01T00:00:00Z",
        "UTC, MONTH, 2028-02-29T12:00:00Z, 2028-02-01, 2028-03-01T00:00:00Z",
        // Berlin is two hours ahead in summer, one in winter
        "Europe/Berlin, MONTH, 2026-10-31T23:30:00Z, 2026-11-01, 2026-11-30T23:00:00Z",
        "Europe/Berlin, MONTH, 2026-10-31T22:30:00Z, 2026-10-01, 2026-10-31T23:00:00Z",
        "Europe/Berlin, MONTH, 2026-03-31T21:59:59Z, 2026-03-01, 2026-03-31T22:00:00Z",
        "Europe/Berlin, DAY, 2026-03-29T12:00:00Z, 2026-03-29, 2026-03-29T22:00:00Z",
        "Europe/Berlin, DAY, 2026-10-25T12:00:00Z, 2026-10-25, 2026-10-25T23:00:00Z",
        // Clocks are put forward at midnight: the day begins at one o'clock
        "America/Santiago, DAY, 2026-09-05T12:00:00Z, 2026-09-05, 2026-09-06T04:00:00Z",
        "America/Santiago, DAY, 2026-09-06T04:00:00Z, 2026-09-06, 2026-09-07T03:00:00Z",
        "Asia/Kolkata, DAY, 2026-11-24T18:30:00Z, 2026-11-25, 2026-11-25T18:30:00Z",
        "Pacific/Auckland, WEEK, 2026-11-22T11:00:00Z, 2026-11-23, 2026-11-29T11:00:00Z",
    })
    void aPeriodBeginsAtMidnightInItsZone(String zone, Per per, Instant instant, String name, Instant until) {
        assertThat(budget("1", per, zone).periodAt(instant)).isEqualTo(new Budget.Period(name, until));
    }

    @Test
    void aTotalNeverRenews() {
        assertThat(budget("1", Per.TOTAL, "UTC").periodAt(Instant.parse("2026-11-24T00:00:00Z")))
                .isEqualTo(new Budget.Period("ever", null));
    }

    @ParameterizedTest
    @CsvSource({"50, 50000000", "0.25, 250000", "0.000001, 1", "0.0000019, 1"})
    void whatIsBelowAMillionthDoesNotCount(String usd, long micros) {
        assertThat(budget(usd, Per.DAY, "UTC").micros()).isEqualTo(micros);
    }

    @Test
    void nothingIsNoBudget() {
        assertThatIllegalArgumentException().isThrownBy(() -> budget("0", Per.DAY, "UTC"));
    }

    private static Budget budget(String usd, Per per, String zone) {
        return new Budget(new BigDecimal(usd), per, ZoneId.of(zone), true, 1);
    }
}
