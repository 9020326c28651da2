package dev.tollgate.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.bill.BudgetCounter;
import dev.tollgate.bill.BudgetPeriod;
import dev.tollgate.bill.BudgetReservation;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.call.CallContext;
import dev.tollgate.fake.GatewayConfigs;
import dev.tollgate.fake.InMemoryBudgetIncreases;
import dev.tollgate.fake.InMemoryTagBudgets;
import dev.tollgate.fake.InMemoryUsageLedger;
import dev.tollgate.fake.SampleCalls;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.InMemoryRateLimiter;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a budget refuses has taken nothing of the limits. */
class UsageRecorderTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Target TARGET =
            new Target(new Provider("p", "openai", URI.create("http://127.0.0.1"), null, null), "m", DropPolicy.HINTS);

    private final SteppingClock clock = new SteppingClock(START);
    private final InMemoryRateLimiter limits = new InMemoryRateLimiter(clock);

    @Test
    void whatABudgetRefusesCountsInNoLimit() {
        PriceTable prices = PriceTables.of(Map.of("p/m", Price.of(BigDecimal.ONE, BigDecimal.ONE)));
        BudgetReservations budgetReservations = new BudgetReservations(
                new InMemoryTagBudgets(), new InMemoryBudgetIncreases(), prices, GatewayConfigs.with(Map.of()), clock);
        UsageRecorder recorder = new UsageRecorder(limits, budgetReservations, new UsedUpMeanwhile(), prices, clock);
        Budget budget = new Budget(BigDecimal.ONE, Per.DAY, ZoneId.of("UTC"), true, 1);
        ApiKey key = ApiKey.builder("key", KeyHash.of("s"))
                .limits(new RateLimits(3L, 100_000L, 3L))
                .budgets(List.of(budget))
                .build();
        CallContext<ChatRequest> context = SampleCalls.of(key, SampleRequests.of("hello"), START);

        Route route =
                new Route(List.of("p/m"), List.of(TARGET), FailoverPolicy.DEFAULT, Optional.empty(), Optional.empty());

        GatewayException refusal = catchThrowableOfType(
                GatewayException.class, () -> recorder.accept(recorder.metered(context), route, List.of()));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
        SlidingWindow window = limits.window("key");
        assertThat(window.version()).as("it was taken before").isPositive();
        assertThat(List.of(window.requests(), window.tokens(), window.inFlight()))
                .containsExactly(0L, 0L, 0L);
    }

    /** A ledger whose budgets others use up between the first check and the write. */
    private static final class UsedUpMeanwhile extends InMemoryUsageLedger {
        @Override
        public synchronized UsageRecord reserve(UsageRecord pending, BudgetReservation budgetReservation) {
            BudgetPeriod budgetPeriod = budgetReservation.budgetPeriods().getFirst();
            throw new BudgetCounter(budgetPeriod, budgetPeriod.limitMicros(), 0).rejection(budgetReservation.micros());
        }
    }
}
