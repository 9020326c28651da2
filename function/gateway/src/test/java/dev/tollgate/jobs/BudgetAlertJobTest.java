package dev.tollgate.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.BudgetIncrease;
import dev.tollgate.auth.BudgetOwner;
import dev.tollgate.bill.AlertChannel;
import dev.tollgate.bill.BudgetAlert;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetCounts;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.fake.InMemoryAlertLedger;
import dev.tollgate.fake.InMemoryBudgetIncreases;
import dev.tollgate.fake.InMemoryTagBudgets;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** At 50, 80 and 100 % of a budget somebody learns it, once. */
class BudgetAlertJobTest {
    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-28T12:00:00Z"));
    private final InMemoryTagBudgets tagBudgets = new InMemoryTagBudgets();
    private final InMemoryBudgetIncreases increases = new InMemoryBudgetIncreases();
    private final InMemoryAlertLedger ledger = new InMemoryAlertLedger();
    private final Channel channel = new Channel();
    private long spentMicros;
    private Per budgetPer = Per.MONTH;
    private String usd = "100";

    @Test
    void eachThresholdIsReportedOnceInEachPeriod() {
        spentMicros = 49_999_999;
        run();
        assertThat(channel.sent).isEmpty();

        spentMicros = 50_000_000;
        run();
        run();
        spentMicros = 130_000_000;
        run();
        run();
        assertThat(channel.sent).containsExactly("key k per month 50", "key k per month 80", "key k per month 100");

        clock.pass(Duration.ofDays(10));
        run();
        assertThat(channel.sent).hasSize(6);
    }

    /** A call that is accepted in the last minute of a month is settled in the next one, and counts in its own. */
    @Test
    void whatIsSpentAtTheEndOfAPeriodIsReportedAfterIt() {
        Map<String, Long> spent = new HashMap<>();
        BudgetAlertJob job = job(budgets -> budgets.stream()
                .map(budget -> new BudgetCounter(budget, spent.getOrDefault(budget.id(), 0L), 0))
                .toList());
        clock.set(Instant.parse("2026-11-30T23:59:00Z"));
        job.run(Instant.MAX);
        spent.put("KEY#k#month#UTC#2026-11-01", 80_000_000L);
        clock.set(Instant.parse("2026-12-01T00:04:00Z"));
        job.run(Instant.MAX);
        job.run(Instant.MAX);
        assertThat(channel.sent).containsExactly("key k per month 50", "key k per month 80");

        spent.put("KEY#k#month#UTC#2026-11-01", 100_000_000L);
        clock.set(Instant.parse("2026-12-03T00:30:00Z"));
        job.run(Instant.MAX);
        assertThat(channel.sent).as("nobody looks at it any more").hasSize(2);
    }

    /** A batch counts where it was accepted, and may be recorded two days later. */
    @Test
    void whatABatchCostIsReportedInThePeriodsOfTheDaysBefore() {
        budgetPer = Per.DAY;
        BudgetAlertJob job = job(budgets -> budgets.stream()
                .map(budget -> new BudgetCounter(budget, budget.id().endsWith("2026-11-26") ? 80_000_000 : 0, 0))
                .toList());

        clock.set(Instant.parse("2026-11-28T23:59:00Z"));
        job.run(Instant.MAX);

        assertThat(channel.ids)
                .containsExactly("KEY#k#day#UTC#2026-11-26#50#100000000", "KEY#k#day#UTC#2026-11-26#80#100000000");
    }

    @Test
    void anIncreaseIsReportedAgainWithOtherIds() {
        spentMicros = 50_000_000;
        run();
        increase();
        run();
        spentMicros = 100_000_000;
        run();
        run();

        assertThat(channel.ids)
                .containsExactly("KEY#k#month#UTC#2026-11-01#50#100000000", "KEY#k#month#UTC#2026-11-01#50#200000000");
    }

    @Test
    void aPeriodThatHasEndedIsNotReportedAgainUnderAnotherAmount() {
        BudgetAlertJob job = job(budgets -> budgets.stream()
                .map(budget -> new BudgetCounter(budget, budget.id().endsWith("2026-11-01") ? 90_000_000 : 0, 0))
                .toList());
        clock.set(Instant.parse("2026-11-30T23:59:00Z"));
        job.run(Instant.MAX);
        assertThat(channel.sent).hasSize(2);

        clock.set(Instant.parse("2026-12-01T12:00:00Z"));
        usd = "110";
        job.run(Instant.MAX);

        assertThat(channel.sent).hasSize(2);
    }

    private void increase() {
        increases.put(new BudgetIncrease(
                BudgetOwner.key("k"), Per.MONTH, new BigDecimal("100"), Instant.parse("2027-01-01T00:00:00Z"), "r"));
    }

    @Test
    void whatIsOnlyReservedIsNotSpent() {
        spentMicros = 40_000_000;
        run(15_000_000);

        assertThat(channel.sent).isEmpty();
    }

    @Test
    void budgetsOfTagsAndIncreasesCount() {
        tagBudgets.put("team=search", budget());
        increases.put(new BudgetIncrease(
                BudgetOwner.team("search"),
                Per.MONTH,
                new BigDecimal("100"),
                Instant.parse("2027-01-01T00:00:00Z"),
                "r"));
        spentMicros = 50_000_000;
        run();
        assertThat(channel.sent).containsExactly("key k per month 50");

        spentMicros = 100_000_000;
        run();
        assertThat(channel.sent).contains("team=search per month 50").doesNotContain("team=search per month 80");
    }

    @Test
    void whatDoesNotLeaveIsSentByALaterRunOnce() {
        spentMicros = 50_000_000;
        channel.broken = true;
        assertThat(catchThrowableOfType(GatewayException.class, this::run).kind())
                .isEqualTo(ErrorKind.INTERNAL);

        channel.broken = false;
        run();
        assertThat(channel.sent).as("somebody may still be sending it").isEmpty();
        clock.pass(BudgetAlertJob.EVERY);
        run();
        run();
        assertThat(channel.sent).containsExactly("key k per month 50");
    }

    @Test
    void withoutAReceiverNothingIsRead() {
        channel.off = true;
        new BudgetAlertJob(
                        new BudgetOverview(
                                () -> {
                                    throw new IllegalStateException("keys are read");
                                },
                                tagBudgets,
                                increases,
                                budgets -> List.of()),
                        ledger,
                        List.of(channel),
                        clock)
                .run(Instant.MAX);
    }

    private void run() {
        run(0);
    }

    private void run(long reserved) {
        job(budgets -> counters(budgets, reserved)).run(clock.instant().plus(Duration.ofMinutes(4)));
    }

    private BudgetAlertJob job(BudgetCounts counts) {
        return new BudgetAlertJob(
                new BudgetOverview(() -> Map.of("k", List.of(budget())), tagBudgets, increases, counts),
                ledger,
                List.of(channel),
                clock);
    }

    private List<BudgetCounter> counters(Collection<BudgetPeriod> budgets, long reserved) {
        return budgets.stream()
                .map(budget -> new BudgetCounter(budget, spentMicros + reserved, reserved))
                .toList();
    }

    private Budget budget() {
        return new Budget(new BigDecimal(usd), budgetPer, ZoneId.of("UTC"), true, 1);
    }

    private static final class Channel implements AlertChannel {
        private final List<String> sent = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private boolean broken;
        private boolean off;

        @Override
        public String name() {
            return "test";
        }

        @Override
        public boolean configured() {
            return !off;
        }

        @Override
        public void send(BudgetAlert alert) {
            if (broken) {
                throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "broken");
            }
            ids.add(alert.id());
            sent.add(alert.budget().name() + " " + alert.percent());
        }
    }
}
