package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.limit.Account;
import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.Slots;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.RateStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoLimitsTest extends CountersTest {
    @Test
    void aKeyWithoutLimitsCostsNothing() {
        counters.calls();

        Reservation reservation = caller.reserve(Ceiling.NONE, 1_000_000);
        limits.settle(reservation, 5);

        assertThat(reservation).isEqualTo(Reservation.uncounted(Account.ofKey(key, Ceiling.NONE), clock.instant()));
        assertThat(counters.calls()).isZero();
    }

    @Test
    void oneWriteReservesAndOneSettles() {
        Ceiling ceiling = new Ceiling(100L, 1_000L, 5L);
        caller.reserve(ceiling, 10);
        counters.calls();

        Reservation reservation = caller.reserve(ceiling, 10);
        assertThat(counters.calls()).isOne();
        limits.settle(reservation, 4);
        assertThat(counters.calls()).isOne();
        clock.pass(Duration.ofSeconds(5));
        caller.reserve(ceiling, 10);
        assertThat(counters.calls()).as("in the next slot").isOne();
        clock.pass(Duration.ofHours(1));
        caller.reserve(ceiling, 10);
        assertThat(counters.calls()).as("an hour later").isOne();
    }

    @Test
    void tellsWhatIsLeft() {
        Ceiling ceiling = new Ceiling(3L, 100L, null);

        assertThat(caller.reserve(ceiling, 30).left()).isEqualTo(left(ceiling, 2, 70));
        Reservation second = caller.reserve(ceiling, 50);
        assertThat(second.left()).isEqualTo(left(ceiling, 1, 20));
        limits.settle(second, 10);
        assertThat(caller.reserve(ceiling, 1).left()).isEqualTo(left(ceiling, 0, 59));
    }

    @Test
    void theWaitOfARefusalIsTrue() {
        Ceiling ceiling = new Ceiling(2L, null, null);
        caller.reserve(ceiling, 0);
        clock.pass(Duration.ofSeconds(21));
        caller.reserve(ceiling, 0);

        ChatFailure refusal = caller.refusal(ceiling, 0);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(42));

        clock.pass(refusal.retryAfter().minusMillis(1));
        assertThat(caller.refusal(ceiling, 0).retryAfter()).isEqualTo(Duration.ofMillis(1));
        clock.pass(Duration.ofMillis(1));
        assertThat(caller.reserve(ceiling, 0).left().requests().left()).isZero();
    }

    @Test
    void anExhaustedKeyCostsNoWrites() {
        Ceiling ceiling = new Ceiling(1L, null, null);
        caller.reserve(ceiling, 0);
        DynamoLimits other = counters.environment(clock);
        caller.in(other).refusal(ceiling, 0);
        counters.calls();

        for (int second = 0; second < 60; second++) {
            assertThat(caller.refusal(ceiling, 0).kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
            assertThat(caller.in(other).refusal(ceiling, 0).kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(counters.calls()).isZero();
    }

    @Test
    void tokensThatOthersMayGiveBackAreAskedForOncePerSecond() {
        Ceiling ceiling = new Ceiling(null, 100L, null);
        DynamoLimits other = counters.environment(clock);
        Reservation elsewhere =
                other.reserve(Account.ofKey(key, ceiling), 90, clock.instant().plus(Caller.CALL));
        assertThat(caller.refusal(ceiling, 50).kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        counters.calls();

        assertThat(caller.refusal(ceiling, 50).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(counters.calls()).as("the same demand").isZero();
        assertThat(caller.reserve(ceiling, 10).tokens()).as("a smaller demand").isEqualTo(10);
        other.settle(elsewhere, 1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(caller.reserve(ceiling, 50).left().tokens().left()).isEqualTo(39);
    }

    @Test
    void aRequestLargerThanTheLimitIsNotToBeRetried() {
        counters.calls();

        ChatFailure refusal = caller.refusal(new Ceiling(null, 100L, null), 101);

        assertThat(refusal.kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal).hasMessageContaining("about 101 tokens").hasMessageContaining("limit is 100 tokens");
        assertThat(counters.calls()).isZero();
    }

    @Test
    void changedLimitsCountWhatWasUsedBefore() {
        Ceiling small = new Ceiling(2L, 100L, null);
        caller.reserve(small, 50);
        caller.reserve(small, 50);
        assertThat(caller.refusal(small, 1).kind())
                .isIn(ErrorKind.REQUEST_RATE_EXCEEDED, ErrorKind.TOKEN_RATE_EXCEEDED);

        Ceiling large = new Ceiling(5L, 300L, null);
        assertThat(caller.reserve(large, 100).left()).isEqualTo(left(large, 2, 100));
        assertThat(caller.refusal(small, 1).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(caller.reserve(large, 100).left()).isEqualTo(left(large, 1, 0));
    }

    @Test
    void aSlowClockDoesNotTurnTheWindowBack() {
        Ceiling ceiling = new Ceiling(3L, null, null);
        SteppingClock fastClock = new SteppingClock(CountersFixture.START.plusSeconds(9));
        Caller fast = new Caller(counters.environment(fastClock), key, fastClock);
        caller.reserve(ceiling, 0);
        fast.reserve(ceiling, 0);

        clock.pass(Duration.ofSeconds(5));
        caller.reserve(ceiling, 0);

        Window window = CounterItem.window(counters.item(key));
        assertThat(window.slot()).isEqualTo(Slots.at(fastClock.instant()));
        assertThat(window.in(window.slot()).requests()).isEqualTo(2);
        assertThat(fast.refusal(ceiling, 0).retryAfter()).isEqualTo(Duration.ofSeconds(54));
    }

    @Test
    void aKeyWhoseItemExpiredStartsAnew() {
        Ceiling ceiling = new Ceiling(1L, null, null);
        caller.reserve(ceiling, 0);
        clock.pass(Duration.ofHours(1));
        counters.delete(key);

        assertThat(caller.reserve(ceiling, 0).left().requests().left()).isZero();
        caller.refusal(ceiling, 0);
    }

    @Test
    void theItemIsBilledAsOneKilobyteAndExpires() {
        Ceiling ceiling = new Ceiling(1_000_000_000L, 1_000_000_000_000L, 1_000_000L);
        for (int slot = 0; slot < 13; slot++) {
            caller.reserve(ceiling, 1_000_000_000L);
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
                        clock.instant().plus(Caller.CALL).minusSeconds(20),
                        clock.instant().plus(Caller.CALL.multipliedBy(2)));
    }

    private static RateStatus left(Ceiling ceiling, long requests, long tokens) {
        Duration reset = Duration.ofSeconds(63);
        return new RateStatus(
                new RateStatus.Rate(ceiling.requests(), requests, reset),
                new RateStatus.Rate(ceiling.tokens(), tokens, reset));
    }
}
