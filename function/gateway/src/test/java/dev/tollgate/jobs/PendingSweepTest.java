package dev.tollgate.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which records a sweep closes, when it closes them, and what it reports to the log. */
class PendingSweepTest {
    private static final Duration RUN = Duration.ofSeconds(55);

    private final SteppingClock clock = new SteppingClock();
    private final Instant start = clock.instant();
    private final InMemoryUsageLedger ledger = new InMemoryUsageLedger();
    private final List<SweepReport> reports = new ArrayList<>();
    private final PendingSweep sweep = new PendingSweep(ledger, reports::add, clock, clock::pass);

    @Test
    void onlyWhatIsOverdueByMoreThanAnEnvironmentNeedsToSettleIsClosed() throws Exception {
        open("dead", start.minus(PendingSweep.GRACE).minusMillis(1));
        open("about to be settled", start.minus(PendingSweep.GRACE));
        open("under way", start.plus(Duration.ofMinutes(9)));

        sweep.run(start.plusMillis(1));

        assertThat(ledger.abandoned()).containsExactly("dead");
        assertThat(reports).containsExactly(new SweepReport(start, Duration.ZERO, 1, 0, Duration.ZERO));
    }

    @Test
    void whatIsDueBeforeTheNextSweepIsWaitedFor() throws Exception {
        open("dead soon", start.plusSeconds(20));
        open("settled in time", start.plusSeconds(21));
        PendingSweep slow = new PendingSweep(ledger, reports::add, clock, time -> {
            clock.pass(time);
            ledger.settle(settled("settled in time", start.plusSeconds(21)));
        });

        slow.run(start.plus(RUN));

        assertThat(ledger.abandoned()).containsExactly("dead soon");
        assertThat(Duration.between(start.plusSeconds(20), clock.instant()))
                .as("closed within a minute after the deadline")
                .isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void withNothingDueSoonItEndsAtOnce() throws Exception {
        open("under way", start.plus(PendingSweep.EVERY));

        sweep.run(start.plus(RUN));

        assertThat(clock.instant()).isEqualTo(start);
        assertThat(reports).containsExactly(new SweepReport(start, Duration.ZERO, 0, 0, Duration.ZERO));
    }

    @Test
    void whatIsLeftWhenItsTimeIsUpIsToldAndFoundByTheNextOne() throws Exception {
        open("older", start.minusSeconds(400));
        open("newer", start.minusSeconds(300));

        sweep.run(start);

        assertThat(ledger.abandoned()).isEmpty();
        assertThat(reports.getLast().overdue()).isEqualTo(Duration.ofSeconds(400));

        sweep.run(start.plus(RUN));
        sweep.run(start.plus(RUN));

        assertThat(ledger.abandoned()).containsExactlyInAnyOrder("older", "newer");
        assertThat(reports.stream().map(SweepReport::closed)).containsExactly(0, 2, 0);
    }

    @Test
    void oneRecordThatFailsDoesNotKeepTheOthersButAStoreThatIsGoneIsLeftAlone() throws Exception {
        IntStream.range(0, 3 * PendingSweep.MOST_FAILURES).forEach(i -> open("dead " + i, start.minusSeconds(60 + i)));

        ledger.failNext(PendingSweep.MOST_FAILURES - 1);
        sweep.run(start.plus(RUN));
        assertThat(ledger.abandoned()).hasSize(2 * PendingSweep.MOST_FAILURES + 1);
        assertThat(reports.getLast().failed()).isEqualTo(PendingSweep.MOST_FAILURES - 1);
        assertThat(reports.getLast().overdue()).isEqualTo(Duration.ofSeconds(60 + 3 * PendingSweep.MOST_FAILURES - 1));

        ledger.failNext(100);
        sweep.run(start.plus(RUN));
        assertThat(reports.getLast().failed()).isEqualTo(PendingSweep.MOST_FAILURES - 1);
        ledger.failNext(0);
        sweep.run(start.plus(RUN));
        assertThat(ledger.abandoned()).hasSize(3 * PendingSweep.MOST_FAILURES);
        assertThat(reports.getLast().overdue()).isZero();
    }

    @Test
    void aStoreThatDoesNotAnswerIsTold() {
        ledger.down(true);

        assertThatExceptionOfType(GatewayException.class).isThrownBy(() -> sweep.run(start.plus(RUN)));

        assertThat(reports).containsExactly(new SweepReport(start, Duration.ZERO, 0, 0, null));
    }

    private void open(String id, Instant deadline) {
        ledger.writePending(record(id, deadline));
    }

    private UsageRecord settled(String id, Instant deadline) {
        return record(id, deadline)
                .settled(new UsageRecord.Settlement(
                        CallOutcome.COMPLETE,
                        "openai",
                        "gpt-4o",
                        Usage.of(1, 1),
                        false,
                        new Cost.Priced(1, "v"),
                        List.of(),
                        null,
                        1));
    }

    private UsageRecord record(String id, Instant deadline) {
        return new UsageRecord(
                id,
                "team",
                deadline.minus(Duration.ofMinutes(10)),
                deadline,
                "m",
                Map.of(),
                false,
                RequestHold.NONE,
                null);
    }
}
