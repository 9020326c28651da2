package dev.tollgate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlidingWindowTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    /** Seconds after a slot starts: when it was used, when it is read, and what still counts. */
    @ParameterizedTest
    @CsvSource({
        "0,    0,      1", // at once
        "0,    59.999, 1", // not yet 60 s old
        "0,    64.999, 1", // its slot's last instant is not
        "0,    65,     0",
        "4.999, 64.998, 1",
        "4.999, 65,    0", // 60.001 s old
        "5,    69.999, 1",
        "5,    70,     0",
        "0,    100000, 0", // long after every slot was reused
    })
    void countsASlotUntilItsLastInstantIs60SecondsOld(double used, double seen, long requests) {
        SlidingWindow window = SlidingWindow.UNUSED
                .at(after(used))
                .plus(new RateCost(1, 10, 1), after(used).plus(DEADLINE), 1);

        SlidingWindow later = window.at(after(seen));

        assertThat(later.requests()).isEqualTo(requests);
        assertThat(later.tokens()).isEqualTo(10 * requests);
    }

    /** Two requests were made at 0 s and one at 12 s; when can the next one be made? */
    @ParameterizedTest
    @CsvSource({
        "4, 12,   0", // now
        "3, 12,   53", // when the first two expire, at 65 s
        "2, 12,   53",
        "1, 12,   63", // when all expire: the slot of 12 s does at 75 s
        "1, 74.5, 0.5",
    })
    void theWaitEndsWhenEnoughHasExpired(long limit, double now, double wait) {
        SlidingWindow window = use(use(use(SlidingWindow.UNUSED, 0), 0), 12);
        RateLimitDecision rateLimitDecision =
                new RateLimitDecision(window.at(after(now)), shard(new RateLimits(limit, null, null)));

        Duration retryAfter = rateLimitDecision
                .rejection(new RateCost(1, 0, 0), after(now))
                .map(GatewayException::retryAfter)
                .orElse(Duration.ZERO);

        assertThat(retryAfter).isEqualTo(seconds(wait));
    }

    @Test
    void ofSeveralRejectionsTheLongestIsReported() {
        SlidingWindow window = SlidingWindow.UNUSED.at(START).plus(new RateCost(1, 100, 1), START.plus(DEADLINE), 1);
        Instant later = after(20);
        SlidingWindow fuller = window.at(later).plus(new RateCost(1, 50, 0), later, 1);

        GatewayException rejection = new RateLimitDecision(fuller, shard(new RateLimits(2L, 150L, 1L)))
                .rejection(new RateCost(1, 150, 1), later)
                .orElseThrow();

        assertThat(rejection.kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        assertThat(rejection.retryAfter()).isEqualTo(Duration.ofSeconds(65));
        assertThat(rejection).hasMessage("Rate limit reached: 150 tokens per minute. Please try again in 65.000 s.");
    }

    @Test
    void aSlowClockCountsInTheNewestSlot() {
        SlidingWindow window = use(SlidingWindow.UNUSED, 30);

        assertThat(window.at(after(3)).slot()).isEqualTo(window.slot());
        assertThat(window.canAddInPlace(after(3), after(3))).isTrue();
    }

    @Test
    void holdersPastTheirDeadlineHoldNothing() {
        SlidingWindow window = SlidingWindow.UNUSED.at(START).plus(new RateCost(1, 0, 1), after(30), 1);

        assertThat(window.at(window.busyUntil()))
                .extracting(SlidingWindow::inFlight, SlidingWindow::era)
                .containsExactly(0L, window.era());
        SlidingWindow healed = window.at(window.busyUntil().plusMillis(1));
        assertThat(healed.inFlight()).isZero();
        assertThat(healed.era()).isGreaterThan(window.era());
    }

    @Test
    void eachHolderPastItsOwnDeadlineHoldsNothingThoughOthersGoOn() {
        SlidingWindow window = SlidingWindow.UNUSED
                .at(START)
                .plus(new RateCost(1, 0, 1), after(2), 1)
                .plus(new RateCost(1, 0, 1), after(30), 2);

        assertThat(window.at(after(2)).holders()).isEqualTo(Map.of(1L, after(2), 2L, after(30)));
        assertThat(window.canAddInPlace(after(3), after(2))).isTrue();
        assertThat(window.canAddInPlace(after(3), after(2.1)))
                .as("the crashed one must be written")
                .isFalse();
        SlidingWindow later = window.at(after(2.1));
        assertThat(later.holders()).isEqualTo(Map.of(2L, after(30)));
        assertThat(later.inFlight()).isOne();
        assertThat(later.era()).isEqualTo(window.era());
    }

    @Test
    void deadlinesAreStoredAheadSoThatTheNextOnesNeedNoWrite() {
        SlidingWindow window = SlidingWindow.UNUSED.at(START).plus(new RateCost(1, 0, 1), after(30), 1);

        assertThat(window.canAddInPlace(after(34.9), after(4.9))).isTrue();
        assertThat(window.canAddInPlace(after(100), after(4.9))).isFalse();
        assertThat(window.canAddInPlace(after(34.9), after(5)))
                .as("in the next slot")
                .isFalse();
    }

    @Test
    void reportsWhatIsLeftAndWhenAllOfItIsAvailableAgain() {
        SlidingWindow window = use(use(SlidingWindow.UNUSED, 0), 12);

        assertThat(new RateLimitDecision(window, shard(new RateLimits(10L, null, 5L))).left(after(12)))
                .isEqualTo(new RateStatus(new RateStatus.Rate(10, 8, Duration.ofSeconds(63)), null));
        assertThat(new RateLimitDecision(window, shard(new RateLimits(null, 7L, null))).left(after(12)))
                .isEqualTo(new RateStatus(null, new RateStatus.Rate(7, 0, Duration.ofSeconds(63))));
    }

    private static SlidingWindow use(SlidingWindow window, double seconds) {
        return window.at(after(seconds))
                .plus(new RateCost(1, 10, 0), after(seconds).plus(DEADLINE), 1);
    }

    private static CounterShard shard(RateLimits rateLimits) {
        return new CounterShard(RateLimitKey.ofKey("key", rateLimits), 0);
    }

    private static Instant after(double seconds) {
        return START.plus(seconds(seconds));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
