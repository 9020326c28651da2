package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.bill.AttemptPurpose;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.CallOutcome;
import dev.tollgate.bill.Cost;
import dev.tollgate.bill.RequestHold;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.openai.Usage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the writes of one call cost, as DynamoDB counts them. {@code docs/deploy.md} has the dollars. */
final class WriteUnitsTest {
    private static final RateLimitKey LIMITED =
            RateLimitKey.ofKey("search-api", new RateLimits(10_000L, 10_000_000L, 50L));

    private final LocalTables tables = LocalTables.create();
    private final SteppingClock clock = new SteppingClock(BudgetFixture.ACCEPTED);
    private final MeteredClient metered = new MeteredClient();
    private final DynamoUsageLedger ledger = new DynamoUsageLedger(metered.client(), tables.config(), clock);
    private final DynamoRateLimiter limits = new DynamoRateLimiter(metered.client(), tables.config(), clock);

    @AfterEach
    void stop() {
        metered.close();
    }

    @Test
    void aCallWithoutLimitsCostsTwoUnits() {
        warmUp();

        recorded();

        assertThat(metered.units()).isEqualTo(2);
    }

    @Test
    void aCallWithLimitsCostsFourUnits() {
        warmUp();

        limited(this::recorded);

        assertThat(metered.units()).isEqualTo(4);
    }

    @Test
    void aCallWithLimitsAndABudgetCostsSixUnits() {
        warmUp();

        limited(() -> inBudgets(1));

        assertThat(metered.units()).isEqualTo(6);
    }

    @Test
    void eachFurtherBudgetCostsTwoMore() {
        warmUp();

        limited(() -> inBudgets(3));

        assertThat(metered.units()).isEqualTo(10);
    }

    /** An environment's first call does not know the counters yet. */
    private void warmUp() {
        limited(() -> inBudgets(3));
        metered.units();
    }

    private void limited(Runnable call) {
        RateReservation granted = limits.reserve(LIMITED, 1_000, clock.instant().plusSeconds(600));
        call.run();
        limits.settle(granted, 1_240);
    }

    private void recorded() {
        UsageRecord pending = pending();
        ledger.writePending(pending);
        ledger.settle(settled(pending));
    }

    private void inBudgets(int count) {
        List<BudgetPeriod> budgets =
                List.of("KEY#search-api#month", "TAG#team=search#month", "TAG#team=search#day")
                        .subList(0, count)
                        .stream()
                        .map(id -> BudgetFixture.budgetPeriod(id + "#Europe/Berlin#2040-01-01", 1_000_000_000, true, 1))
                        .toList();
        ledger.settle(settled(ledger.reserve(pending(), new BudgetReservation(budgets, 18_027))));
    }

    private static UsageRecord pending() {
        return new UsageRecord(
                "req_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24),
                "search-api",
                BudgetFixture.ACCEPTED,
                BudgetFixture.ACCEPTED.plusSeconds(600),
                "cheap-fast",
                Map.of("team", "search", "cost_center", "4711"),
                true,
                new RequestHold(
                        List.of(),
                        0,
                        List.of(new RequestHold.WindowHold(
                                "search-api", 1_761_955_199_100L, 352_391_039, 3, 1_200, 1))),
                null);
    }

    /** After one target that did not answer. */
    private static UsageRecord settled(UsageRecord pending) {
        Cost cost = new Cost.Priced(294, 294, "2026-08-21");
        Usage usage = Usage.of(1_000, 240);
        return pending.settled(new UsageRecord.Settlement(
                CallOutcome.COMPLETE,
                "openai",
                "gpt-4o-mini",
                usage,
                false,
                cost,
                List.of(
                        new UsageRecord.Attempt(
                                "deepseek",
                                "deepseek-chat",
                                AttemptPurpose.RESPOND,
                                "upstream_overloaded",
                                175,
                                Usage.NONE,
                                false,
                                Cost.Priced.NOTHING),
                        new UsageRecord.Attempt(
                                "openai", "gpt-4o-mini", AttemptPurpose.RESPOND, null, 198, usage, false, cost)),
                1_068L,
                1_211));
    }
}
