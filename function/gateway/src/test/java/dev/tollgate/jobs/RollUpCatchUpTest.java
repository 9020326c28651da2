package dev.tollgate.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tollgate.bill.RollUps;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.fake.InMemoryUsageRecords;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.usage.UsageHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever runs were missed, ended early or failed for one key: sooner or later each month is the sum of its records. */
final class RollUpCatchUpTest {
    private static final YearMonth OCTOBER = YearMonth.parse("2026-10");
    private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-28T12:00:00Z"));
    private final InMemoryUsageRecords records = new InMemoryUsageRecords(clock);
    private final Keeping keeping = new Keeping();
    private final RollUpJob rollUp = new RollUpJob(records, new UsageHistory(records), keeping, clock);

    @Test
    void theFirstRunBeginsWithTheMonthBefore() {
        use("a", "2026-09-30", 1);
        use("a", "2026-10-01", 10);
        use("a", "2026-10-31", 20);
        use("a", "2026-11-28", 40);
        rollUp.run(Instant.MAX);

        assertThat(charged("a", YearMonth.parse("2026-09"))).isZero();
        assertThat(charged("a", OCTOBER)).isEqualTo(30);
        assertThat(charged("a", NOVEMBER)).isEqualTo(40);
        assertThat(records.lastDays()).containsOnly(Map.entry("a", LocalDate.parse("2026-11-27")));
    }

    @Test
    void whatASilentScheduleHasLeftOutIsMadeUpForOverAMonthsEnd() {
        clock.pass(Duration.ofDays(-29)); // 30 October
        use("a", "2026-10-30", 1);
        rollUp.run(Instant.MAX);
        use("a", "2026-10-30", 2);
        use("a", "2026-10-31", 10);
        use("a", "2026-11-01", 20);
        use("a", "2026-11-02", 40);
        clock.pass(Duration.ofDays(5));
        rollUp.run(Instant.MAX);

        assertThat(charged("a", OCTOBER)).isEqualTo(13);
        assertThat(charged("a", NOVEMBER)).isEqualTo(60);
        assertThat(records.lastDays()).containsEntry("a", LocalDate.parse("2026-11-03"));
    }

    @Test
    void aRunThatHasCaughtUpFoldsYesterdayAndTodayOnly() {
        use("a", "2026-11-26", 1);
        rollUp.run(Instant.MAX);
        keeping.days.clear();
        rollUp.run(Instant.MAX);

        assertThat(keeping.days).containsExactly("a 2026-11-27", "a 2026-11-28");
    }

    @Test
    void aDayIsDoneOnlyHalfAnHourAfterItsEnd() {
        use("a", "2026-11-28", 1);
        clock.pass(Duration.ofHours(12).plusMinutes(29));
        rollUp.run(Instant.MAX);
        assertThat(records.lastDays()).containsEntry("a", LocalDate.parse("2026-11-27"));

        clock.pass(Duration.ofMinutes(2));
        rollUp.run(Instant.MAX);
        assertThat(records.lastDays()).containsEntry("a", LocalDate.parse("2026-11-28"));
    }

    @Test
    void aDayWithPendingRequestsIsNotDoneAndNoneAfterIt() {
        use("a", "2026-11-20", 1);
        use("a", "2026-11-25", 1);
        UsageLine.Dimensions kind =
                new UsageLine.Dimensions(LocalDate.parse("2026-11-22"), "a", "fast", "", "", Map.of());
        records.add(
                Instant.parse("2026-11-22T12:00:00Z"),
                new UsageLine(kind, new UsageSum(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ServerToolUse.NONE, 0, 0)));
        rollUp.run(Instant.MAX);

        assertThat(records.lastDays()).containsEntry("a", LocalDate.parse("2026-11-21"));
        assertThat(charged("a", NOVEMBER)).isEqualTo(2);
    }

    @Test
    void runsThatEndEarlyGoOnWhereTheOneBeforeWasEnded() {
        use("a", "2026-10-05", 1);
        use("a", "2026-10-31", 2);
        use("b", "2026-10-31", 4);
        use("b", "2026-11-27", 8);
        keeping.took = Duration.ofMinutes(1);
        int runs = 0;
        while (charged("a", OCTOBER) + charged("b", OCTOBER) < 7 || charged("b", NOVEMBER) < 8) {
            rollUp.run(clock.instant().plus(Duration.ofMinutes(15)));
            runs++;
            assertThat(runs).isLessThan(20);
        }

        assertThat(runs).isGreaterThan(4);
        assertThat(charged("a", OCTOBER)).isEqualTo(3);
    }

    @Test
    void aMonthThatIsNotKeptIsNotPassedOver() {
        use("a", "2026-10-31", 1);
        keeping.broken = "a 2026-10";
        assertThatThrownBy(() -> rollUp.run(Instant.MAX)).isInstanceOf(GatewayException.class);
        assertThat(records.lastDays()).containsEntry("a", LocalDate.parse("2026-10-30"));

        keeping.broken = null;
        rollUp.run(Instant.MAX);
        assertThat(charged("a", OCTOBER)).isEqualTo(1);
    }

    @Test
    void aKeyThatCannotBeAddedUpFailsTheRunButNotTheOtherKeys() {
        use("bad", "2026-11-26", 5);
        use("bad", "2026-11-27", Long.MAX_VALUE);
        use("bad", "2026-11-27", 1);
        for (int key = 0; key < 20; key++) {
            use("good" + key, "2026-11-27", 7);
        }

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> rollUp.run(Instant.MAX))
                .withMessage("1 of 21 keys could not be rolled up, bad among them; the log says why.");
        for (int key = 0; key < 20; key++) {
            assertThat(charged("good" + key, NOVEMBER)).isEqualTo(7);
        }
        assertThat(records.lastDays()).hasSize(21).containsEntry("bad", LocalDate.parse("2026-11-26"));
    }

    @Test
    void aStoreThatIsAwayIsNotAskedForEachKey() {
        for (int key = 0; key < 50; key++) {
            use("key" + key, "2026-11-27", 7);
        }
        keeping.broken = "";

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> rollUp.run(Instant.MAX))
                .matches(failure -> failure.kind() == ErrorKind.STORE_UNAVAILABLE);
        assertThat(keeping.days).hasSize(RollUpProgress.MOST_FAILURES);
    }

    @Test
    void oneKeyThatTheStoreDoesNotTakeIsNoStoreThatIsAway() {
        for (int key = 0; key < 20; key++) {
            use("key" + key, "2026-11-27", 7);
        }
        keeping.broken = "key3 ";

        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> rollUp.run(Instant.MAX))
                .withMessageStartingWith("1 of 20 keys");
        assertThat(records.lastDays()).hasSize(19).doesNotContainKey("key3");
    }

    @Test
    void aNoteOfAClockThatWasAheadIsPutRight() {
        use("a", "2026-11-27", 1);
        records.markFinal("a", LocalDate.parse("2027-11-27"));
        rollUp.run(Instant.MAX);

        assertThat(records.lastDays()).containsEntry("a", LocalDate.parse("2026-11-27"));
        assertThat(charged("a", NOVEMBER)).isEqualTo(1);
    }

    @Test
    void aRunThatIsToldToEndDoesNotGoOnWithAnotherKey() {
        use("a", "2026-11-27", 1);
        use("b", "2026-11-27", 1);
        keeping.broken = "";
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> rollUp.run(Instant.MAX)).isInstanceOf(GatewayException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(keeping.days).hasSize(1);
    }

    private void use(String keyId, String day, long chargeMicros) {
        LocalDate date = LocalDate.parse(day);
        UsageSum sum = new UsageSum(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ServerToolUse.NONE, chargeMicros, chargeMicros);
        UsageLine.Dimensions kind = new UsageLine.Dimensions(date, keyId, "fast", "p", "m", Map.of());
        records.add(date.atTime(23, 0).toInstant(ZoneOffset.UTC), new UsageLine(kind, sum));
    }

    private long charged(String keyId, YearMonth month) {
        return records.month(keyId, month).stream()
                .mapToLong(line -> line.sum().chargeMicros())
                .sum();
    }

    /** Roll-ups that take their time, and fail where it is wanted. */
    private final class Keeping implements RollUps {
        final List<String> days = new ArrayList<>();
        Duration took = Duration.ZERO;
        String broken;

        @Override
        public List<String> keyIds() {
            return records.keyIds();
        }

        @Override
        public Map<String, LocalDate> lastDays() {
            return records.lastDays();
        }

        @Override
        public void markFinal(String keyId, LocalDate lastDay) {
            records.markFinal(keyId, lastDay);
        }

        @Override
        public void store(String keyId, LocalDate day, List<UsageLine> lines) {
            days.add(keyId + " " + day);
            clock.pass(took);
            failWhereBroken(keyId + " " + day + " day");
            records.store(keyId, day, lines);
        }

        @Override
        public void store(String keyId, YearMonth month, List<UsageLine> lines) {
            failWhereBroken(keyId + " " + month);
            records.store(keyId, month, lines);
        }

        private void failWhereBroken(String what) {
            if (broken != null && (what.equals(broken) || (!broken.contains("-") && what.startsWith(broken)))) {
                throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "no store");
            }
        }
    }
}
