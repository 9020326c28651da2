package dev.tollgate.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.DateRange;
import dev.tollgate.bill.UsageAggregator;
import dev.tollgate.bill.UsageGroup;
import dev.tollgate.bill.UsageLine;
import dev.tollgate.bill.UsageSum;
import dev.tollgate.fake.InMemoryUsageRecords;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ServerToolUse;
import dev.tollgate.usage.UsageHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A roll-up is a fold of records: sums over roll-ups are the same as sums over the records. */
final class RollUpTest {
    private static final Instant BEGIN = Instant.parse("2026-10-30T12:00:00Z");
    private static final DateRange ALL = new DateRange(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-30"));

    private final SteppingClock clock = new SteppingClock(BEGIN);
    private final InMemoryUsageRecords records = new InMemoryUsageRecords(clock);
    private final UsageHistory history = new UsageHistory(records);
    private final RollUpJob rollUp = new RollUpJob(records, history, records, clock);

    @Test
    void overDaysWithAndWithoutRollUpsTheSumsAreThoseOfTheRecords() {
        Random chance = new Random(7);
        UsageAggregator expected = fold();
        for (int hour = 0; hour < 24 * 6; hour++) {
            for (int request = 0; request < 5; request++) {
                UsageLine line = line(chance);
                records.add(clock.instant(), line);
                expected.add(line);
            }
            clock.pass(Duration.ofHours(1));
            if (chance.nextInt(3) == 0) {
                rollUp.run(Instant.MAX);
            }
        }

        assertThat(sums()).isEqualTo(expected.sums());
    }

    @Test
    void aDayThatIsOverIsReadFromItsRollUp() {
        records.add(clock.instant(), line(new Random(1)));
        clock.pass(Duration.ofDays(1));
        rollUp.run(Instant.MAX);
        int before = records.recordsRead();
        sums();

        assertThat(records.recordsRead()).isEqualTo(before);
    }

    @Test
    void whatIsPendingIsLeftToTheNextRun() {
        UsageLine settled = line(new Random(1));
        UsageSum pending = new UsageSum(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ServerToolUse.NONE, 0, 0);
        records.add(clock.instant(), settled);
        records.add(clock.instant(), new UsageLine(kind("", ""), pending));
        rollUp.run(Instant.MAX);

        UsageLine.Dimensions ofOctober = settled.dimensions().on(LocalDate.parse("2026-10-01"));
        assertThat(records.month("a", YearMonth.parse("2026-10")))
                .containsExactly(new UsageLine(ofOctober, settled.sum()));
    }

    @Test
    void runAgainItKeepsTheSame() {
        Random chance = new Random(3);
        Stream.generate(() -> line(chance)).limit(50).forEach(line -> records.add(clock.instant(), line));
        rollUp.run(Instant.MAX);
        List<UsageLine> once = records.month("a", YearMonth.parse("2026-10"));
        rollUp.run(Instant.MAX);

        assertThat(records.month("a", YearMonth.parse("2026-10"))).containsExactlyInAnyOrderElementsOf(once);
    }

    private Map<List<String>, UsageSum> sums() {
        UsageAggregator fold = fold();
        history.read("a", ALL, fold::add);
        return fold.sums();
    }

    private static UsageAggregator fold() {
        return new UsageAggregator(Stream.of("day", "model", "tag:team")
                .map(name -> UsageGroup.named(name).orElseThrow())
                .toList());
    }

    private UsageLine line(Random chance) {
        long prompt = chance.nextLong(1_000);
        long cost = chance.nextLong(1_000_000);
        UsageSum sum = new UsageSum(
                1,
                0,
                0,
                chance.nextInt(2),
                chance.nextInt(2),
                0,
                prompt,
                prompt / 2,
                0,
                0,
                prompt / 3,
                0,
                ServerToolUse.NONE,
                cost,
                cost * 2);
        return new UsageLine(kind("p" + chance.nextInt(2), "m" + chance.nextInt(3)), sum);
    }

    private UsageLine.Dimensions kind(String provider, String model) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return new UsageLine.Dimensions(day, "a", "fast", provider, model, Map.of("team", "search"));
    }
}
