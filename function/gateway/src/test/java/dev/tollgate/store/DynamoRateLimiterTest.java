package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.limit.WindowSlots;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoRateLimiterTest extends CountersTest {
    @Test
    void aKeyWithoutLimitsCostsNothing() {
        counters.calls();

        RateReservation reservation = caller.reserve(RateLimits.UNLIMITED, 1_000_000);
        limits.settle(reservation, 5);

        assertThat(reservation)
                .isEqualTo(RateReservation.uncounted(RateLimitKey.ofKey(key, RateLimits.UNLIMITED), clock.instant()));
        assertThat(counters.calls()).isZero();
    }

    @Test
    void oneWriteReservesAndOneSettles() {
        RateLimits rateLimits = new RateLimits(100L, 1_000L, 5L);
        caller.reserve(rateLimits, 10);
        counters.calls();

        RateReservation reservation = caller.reserve(rateLimits, 10);
        assertThat(counters.calls()).isOne();
        limits.settle(reservation, 4);
        assertThat(counters.calls()).isOne();
        clock.pass(Duration.ofSeconds(5));
        caller.reserve(rateLimits, 10);
        assertThat(counters.calls()).as("in the next slot").isOne();
        clock.pass(Duration.ofHours(1));
        caller.reserve(rateLimits, 10);
        assertThat(counters.calls()).as("an hour later").isOne();
    }

    @Test
    void tellsWhatIsLeft() {
        RateLimits rateLimits = new RateLimits(3L, 100L, null);

        assertThat(caller.reserve(rateLimits, 30).left()).isEqualTo(left(rateLimits, 2, 70));
        RateReservation second = caller.reserve(rateLimits, 50);
        assertThat(second.left()).isEqualTo(left(rateLimits, 1, 20));
        limits.settle(second, 10);
        assertThat(caller.reserve(rateLimits, 1).left()).isEqualTo(left(rateLimits, 0, 59));
    }

    @Test
    void theWaitOfARefusalIsTrue() {
        RateLimits rateLimits = new RateLimits(2L, null, null);
        caller.reserve(rateLimits, 0);
        clock.pass(Duration.ofSeconds(21));
        caller.reserve(rateLimits, 0);

        GatewayException refusal = caller.refusal(rateLimits, 0);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(42));

        clock.pass(refusal.retryAfter().minusMillis(1));
        assertThat(caller.refusal(rateLimits, 0).retryAfter()).isEqualTo(Duration.ofMillis(1));
        clock.pass(Duration.ofMillis(1));
        assertThat(caller.reserve(rateLimits, 0).left().requests().remaining()).isZero();
    }

    @Test
    void anExhaustedKeyCostsNoWrites() {
        RateLimits rateLimits = new RateLimits(1L, null, null);
        caller.reserve(rateLimits, 0);
        DynamoRateLimiter other = counters.environment(clock);
        caller.in(other).refusal(rateLimits, 0);
        counters.calls();

        for (int second = 0; second < 60; second++) {
            assertThat(caller.refusal(rateLimits, 0).kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
            assertThat(caller.in(other).refusal(rateLimits, 0).kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(counters.calls()).isZero();
    }

    @Test
    void tokensThatOthersMayGiveBackAreAskedForOncePerSecond() {
        RateLimits rateLimits = new RateLimits(null, 100L, null);
        DynamoRateLimiter other = counters.environment(clock);
        RateReservation elsewhere = other.reserve(
                RateLimitKey.ofKey(key, rateLimits), 90, clock.instant().plus(KeyCaller.CALL));
        assertThat(caller.refusal(rateLimits, 50).kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        counters.calls();

        assertThat(caller.refusal(rateLimits, 50).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(counters.calls()).as("the same demand").isZero();
        assertThat(caller.reserve(rateLimits, 10).tokens())
                .as("a smaller demand")
                .isEqualTo(10);
        other.settle(elsewhere, 1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(caller.reserve(rateLimits, 50).left().tokens().remaining()).isEqualTo(39);
    }

    @Test
    void aRequestLargerThanTheLimitIsNotToBeRetried() {
        counters.calls();

        GatewayException refusal = caller.refusal(new RateLimits(null, 100L, null), 101);

        assertThat(refusal.kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal).hasMessageContaining("about 101 tokens").hasMessageContaining("limit is 100 tokens");
        assertThat(counters.calls()).isZero();
    }

    @Test
    void changedLimitsCountWhatWasUsedBefore() {
        RateLimits small = new RateLimits(2L, 100L, null);
        caller.reserve(small, 50);
        caller.reserve(small, 50);
        assertThat(caller.refusal(small, 1).kind())
                .isIn(ErrorKind.REQUEST_RATE_EXCEEDED, ErrorKind.TOKEN_RATE_EXCEEDED);

        RateLimits large = new RateLimits(5L, 300L, null);
        assertThat(caller.reserve(large, 100).left()).isEqualTo(left(large, 2, 100));
        assertThat(caller.refusal(small, 1).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(caller.reserve(large, 100).left()).isEqualTo(left(large, 1, 0));
    }

    @Test
    void aSlowClockDoesNotTurnTheWindowBack() {
        RateLimits rateLimits = new RateLimits(3L, null, null);
        SteppingClock fastClock = new SteppingClock(CountersFixture.START.plusSeconds(9));
        KeyCaller fast = new KeyCaller(counters.environment(fastClock), key, fastClock);
        caller.reserve(rateLimits, 0);
        fast.reserve(rateLimits, 0);

        clock.pass(Duration.ofSeconds(5));
        caller.reserve(rateLimits, 0);

        SlidingWindow window = CounterItem.window(counters.item(key));
        assertThat(window.slot()).isEqualTo(WindowSlots.at(fastClock.instant()));
        assertThat(window.usedIn(window.slot()).requests()).isEqualTo(2);
        assertThat(fast.refusal(rateLimits, 0).retryAfter()).isEqualTo(Duration.ofSeconds(54));
    }

    @Test
    void aKeyWhoseItemExpiredStartsAnew() {
        RateLimits rateLimits = new RateLimits(1L, null, null);
        caller.reserve(rateLimits, 0);
        clock.pass(Duration.ofHours(1));
        counters.delete(key);

        assertThat(caller.reserve(rateLimits, 0).left().requests().remaining()).isZero();
        caller.refusal(rateLimits, 0);
    }

    @Test
    void theItemIsBilledAsOneKilobyteAndExpires() {
        RateLimits rateLimits = new RateLimits(1_000_000_000L, 1_000_000_000_000L, 1_000_000L);
        for (int slot = 0; slot < 13; slot++) {
            caller.reserve(rateLimits, 1_000_000_000L);
            clock.pass(Duration.ofSeconds(5));
        }

        Map<String, AttributeValue> item = counters.item(key);
        int bytes = item.entrySet().stream()
                .mapToInt(field -> field.getKey().length()
                        + String.valueOf(field.getValue().s()).length()
                        + String.valueOf(field.getValue().n()).length() / 2
                        + 2)
                .sum();
        assertThat(bytes).isLessThan(1_024);
        assertThat(Instant.ofEpochSecond(
                        Long.parseLong(item.get(CounterItem.EXPIRES_AT).n())))
                .isBetween(
                        clock.instant().plus(KeyCaller.CALL).minusSeconds(20),
                        clock.instant().plus(KeyCaller.CALL.multipliedBy(2)));
    }

    private static RateStatus left(RateLimits rateLimits, long requests, long tokens) {
        Duration reset = Duration.ofSeconds(63);
        return new RateStatus(
                new RateStatus.Rate(rateLimits.requestsPerMinute(), requests, reset),
                new RateStatus.Rate(rateLimits.tokensPerMinute(), tokens, reset));
    }
}
