package dev.tollgate.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.auth.Allowance;
import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.Budget.Per;
import dev.tollgate.auth.Fingerprint;
import dev.tollgate.bill.Price;
import dev.tollgate.bill.PriceTable;
import dev.tollgate.bill.PriceTables;
import dev.tollgate.bill.Purse;
import dev.tollgate.bill.Quota;
import dev.tollgate.bill.Stake;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.fake.InMemoryLedger;
import dev.tollgate.fake.InMemoryTagBudgets;
import dev.tollgate.fake.OneQuestion;
import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.InMemoryLimits;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.Provider;
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
class BookkeeperTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Target TARGET =
            new Target(new Provider("p", "openai", URI.create("http://127.0.0.1"), null, null), "m", false);

    private final SteppingClock clock = new SteppingClock(START);
    private final InMemoryLimits limits = new InMemoryLimits(clock);

    @Test
    void whatABudgetRefusesCountsInNoLimit() {
        PriceTable prices = PriceTables.of(Map.of("p/m", Price.of(BigDecimal.ONE, BigDecimal.ONE)));
        Stakes stakes = new Stakes(new InMemoryTagBudgets(), prices, clock);
        Bookkeeper books = new Bookkeeper(limits, stakes, new UsedUpMeanwhile(), prices, clock);
        Budget budget = new Budget(BigDecimal.ONE, Per.DAY, ZoneId.of("UTC"), true, 1);
        ApiKey key = new ApiKey(
                "key",
                Fingerprint.of("s"),
                false,
                null,
                null,
                new Allowance(3L, 100_000L, 3L),
                null,
                null,
                null,
                List.of(budget));
        Incoming<?> incoming = new Incoming<>("r", START, Instant.MAX, null, "", Optional.empty(), () -> null);
        Order order = new Order(incoming, key, OneQuestion.of("hello"), List.of(TARGET), START.plusSeconds(600));

        ChatFailure refusal = catchThrowableOfType(ChatFailure.class, () -> books.book(order));

        assertThat(refusal.kind()).isEqualTo(ErrorKind.INSUFFICIENT_QUOTA);
        Window window = limits.window("key");
        assertThat(window.version()).as("it was taken before").isPositive();
        assertThat(List.of(window.requests(), window.tokens(), window.underWay()))
                .containsExactly(0L, 0L, 0L);
    }

    /** A ledger whose budgets are used up by others between the first look and the write. */
    private static final class UsedUpMeanwhile extends InMemoryLedger {
        @Override
        public synchronized UsageRecord open(UsageRecord pending, Stake stake) {
            Purse purse = stake.purses().getFirst();
            throw new Quota(purse, purse.limitMicros(), 0).refusal(stake.micros());
        }
    }
}
