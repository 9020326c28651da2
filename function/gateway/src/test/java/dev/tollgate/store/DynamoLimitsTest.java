package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.TestClock;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoLimitsTest {
    private static final Duration CALL = Duration.ofMinutes(10);

    private static CountersFixture counters;

    private final String key = UUID.randomUUID().toString();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T12:00:02Z"));
    private final DynamoLimits limits = counters.environment(clock);

    @BeforeAll
    static void start() {
        counters = new CountersFixture();
    }

    @AfterAll
    static void stop() {
        counters.close();
    }

    @Test
    void aKeyWithoutLimitsCostsNothing() {
        counters.calls();

        Reservation reservation = reserve(Ceiling.NONE, 1_000_000);
        limits.settle(reservation, 5);

        assertThat(reservation).isEqualTo(Reservation.unlimited(key, clock.instant()));
        assertThat(counters.calls()).isZero();
    }

    @Test
    void oneWriteReservesAndOneSettles() {
        Ceiling ceiling = new Ceiling(100L, 1_000L, 5L);
        reserve(ceiling, 10);
        counters.calls();

        Reservation reservation = reserve(ceiling, 10);
        assertThat(counters.calls()).isOne();
        limits.settle(reservation, 4);
        assertThat(counters.calls()).isOne();
        clock.pass(Duration.ofSeconds(5));
        reserve(ceiling, 10);
        assertThat(counters.calls()).as("in the next slot").isOne();
        clock.pass(Duration.ofHours(1));
        reserve(ceiling, 10);
        assertThat(counters.calls()).as("an hour later").isOne();
    }

    @Test
    void tellsWhatIsLeft() {
        Ceiling ceiling = new Ceiling(3L, 100L, null);

        assertThat(reserve(ceiling, 30).left()).isEqualTo(left(2, 70));
        Reservation second = reserve(ceiling, 50);
        assertThat(second.left()).isEqualTo(left(1, 20));
        limits.settle(second, 10);
        assertThat(reserve(ceiling, 1).left()).isEqualTo(left(0, 59));
    }

    @Test
    void theWaitOfARefusalIsTrue() {
        Ceiling ceiling = new Ceiling(2L, null, null);
        reserve(ceiling, 0);
        clock.pass(Duration.ofSeconds(21));
        reserve(ceiling, 0);

        ChatFailure refusal = refusal(ceiling, 0);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(42));

        clock.pass(refusal.retryAfter().minusMillis(1));
        assertThat(refusal(ceiling, 0).retryAfter()).isEqualTo(Duration.ofMillis(1));
        clock.pass(Duration.ofMillis(1));
        assertThat(reserve(ceiling, 0).left().requests()).isZero();
    }

    @Test
    void anExhaustedKeyCostsNoWrites() {
        Ceiling ceiling = new Ceiling(1L, null, null);
        reserve(ceiling, 0);
        DynamoLimits other = counters.environment(clock);
        catchRefusal(other, ceiling, 0);
        counters.calls();

        for (int second = 0; second < 60; second++) {
            assertThat(refusal(ceiling, 0).kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
            assertThat(catchRefusal(other, ceiling, 0).kind()).isEqualTo(ErrorKind.REQUEST_RATE_EXCEEDED);
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(counters.calls()).isZero();
    }

    @Test
    void tokensThatOthersMayGiveBackAreAskedForOncePerSecond() {
        Ceiling ceiling = new Ceiling(null, 100L, null);
        DynamoLimits other = counters.environment(clock);
        Reservation elsewhere = other.reserve(key, ceiling, 90, clock.instant().plus(CALL));
        assertThat(refusal(ceiling, 50).kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        counters.calls();

        assertThat(refusal(ceiling, 50).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(counters.calls()).as("the same demand").isZero();
        assertThat(reserve(ceiling, 10).tokens()).as("a smaller demand").isEqualTo(10);
        other.settle(elsewhere, 1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(reserve(ceiling, 50).left().tokens()).isEqualTo(39);
    }

    @Test
    void aRequestLargerThanTheLimitIsNotToBeRetried() {
        counters.calls();

        ChatFailure refusal = refusal(new Ceiling(null, 100L, null), 101);

        assertThat(refusal.kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal).hasMessageContaining("about 101 tokens").hasMessageContaining("limit is 100 tokens");
        assertThat(counters.calls()).isZero();
    }

    @Test
    void changedLimitsCountWhatWasUsedBefore() {
        Ceiling small = new Ceiling(2L, 100L, null);
        reserve(small, 50);
        reserve(small, 50);
        assertThat(refusal(small, 1).kind()).isIn(ErrorKind.REQUEST_RATE_EXCEEDED, ErrorKind.TOKEN_RATE_EXCEEDED);

        Ceiling large = new Ceiling(5L, 300L, null);
        assertThat(reserve(large, 100).left()).isEqualTo(left(2, 100));
        assertThat(refusal(small, 1).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(reserve(large, 100).left()).isEqualTo(left(1, 0));
    }

    @Test
    void tokensUsedBeyondTheEstimateAreTaken() {
        Ceiling ceiling = new Ceiling(null, 100L, null);
        Reservation reservation = reserve(ceiling, 10);
        limits.settle(reservation, 500);

        assertThat(refusal(ceiling, 1).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        clock.pass(Duration.ofSeconds(63));
        assertThat(reserve(ceiling, 100).tokens()).isEqualTo(100);
    }

    @Test
    void tokensOfACallThatOutlivedItsWindowCountFromItsEnd() {
        Ceiling ceiling = new Ceiling(null, 100L, 1L);
        Reservation reservation = reserve(ceiling, 10);
        clock.pass(Duration.ofSeconds(90));
        limits.settle(reservation, 100);

        ChatFailure refusal = refusal(ceiling, 11);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(reserve(ceiling, 10).left().tokens()).as("its slot is free").isZero();
    }

    @Test
    void aSlotIsFreeWhenSettled() {
        Ceiling ceiling = new Ceiling(null, null, 1L);
        Reservation first = reserve(ceiling, 0);

        ChatFailure refusal = refusal(ceiling, 0);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        limits.settle(first, 0);
        reserve(ceiling, 0);
    }

    @Test
    void settlingTwiceChangesNothing() {
        Ceiling ceiling = new Ceiling(10L, 100L, 2L);
        reserve(ceiling, 10);
        Reservation second = reserve(ceiling, 10);
        limits.settle(second, 1);
        Map<String, AttributeValue> once = counters.item(key);

        limits.settle(second, 1);

        assertThat(counters.item(key)).isEqualTo(once);
    }

    @Test
    void aCrashedHoldersSlotIsFreeAfterTheLastDeadline() {
        Ceiling ceiling = new Ceiling(null, null, 2L);
        Reservation crashed = reserve(ceiling, 0);
        reserve(ceiling, 0);
        clock.pass(CALL);
        refusal(ceiling, 0);

        clock.pass(Duration.ofSeconds(11));
        reserve(ceiling, 0);
        reserve(ceiling, 0);
        refusal(ceiling, 0);

        counters.environment(clock).settle(crashed, 0);
        clock.pass(Duration.ofSeconds(1));
        assertThat(refusal(ceiling, 0).kind())
                .as("a late settle gives back nothing")
                .isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
    }

    @Test
    void aKeyWhoseItemExpiredStartsAnew() {
        Ceiling ceiling = new Ceiling(1L, null, null);
        reserve(ceiling, 0);
        clock.pass(Duration.ofHours(1));
        counters.delete(key);

        assertThat(reserve(ceiling, 0).left().requests()).isZero();
        refusal(ceiling, 0);
    }

    @Test
    void aWriteWhoseAnswerIsLostCountsOnce() {
        Ceiling ceiling = new Ceiling(10L, 100L, 2L);
        counters.loseNextAnswer();
        reserve(ceiling, 10);
        counters.loseNextAnswer();
        Reservation second = reserve(ceiling, 10);
        counters.loseNextAnswer();
        limits.settle(second, 5);
        clock.pass(Duration.ofSeconds(5));
        counters.loseNextAnswer();
        reserve(ceiling, 10);

        Window window = CounterItem.window(counters.item(key));
        assertThat(window.requests()).isEqualTo(3);
        assertThat(window.tokens()).isEqualTo(25);
        assertThat(window.underWay()).isEqualTo(2);
    }

    @Test
    void aStoreThatFailsIsToldEachTime() {
        Reservation reservation = reserve(new Ceiling(null, 100L, null), 100);
        DynamoLimits failing = counters.environmentWithoutTable(clock);

        assertThat(catchRefusal(failing, reservation.ceiling(), 1))
                .hasCauseInstanceOf(SdkException.class)
                .extracting(ChatFailure::kind)
                .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(catchThrowableOfType(ChatFailure.class, () -> failing.settle(reservation, 1))
                            .kind())
                    .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        }
    }

    @Test
    void theItemIsBilledAsOneKilobyteAndExpires() {
        Ceiling ceiling = new Ceiling(1_000_000_000L, 1_000_000_000_000L, 1_000_000L);
        for (int slot = 0; slot < 13; slot++) {
            reserve(ceiling, 1_000_000_000L);
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
                        clock.instant().plus(CALL).minusSeconds(20),
                        clock.instant().plus(CALL.multipliedBy(2)));
    }

    private Reservation reserve(Ceiling ceiling, long tokens) {
        return limits.reserve(key, ceiling, tokens, clock.instant().plus(CALL));
    }

    private ChatFailure refusal(Ceiling ceiling, long tokens) {
        return catchRefusal(limits, ceiling, tokens);
    }

    private ChatFailure catchRefusal(DynamoLimits environment, Ceiling ceiling, long tokens) {
        Instant deadline = clock.instant().plus(CALL);
        ChatFailure refusal =
                catchThrowableOfType(ChatFailure.class, () -> environment.reserve(key, ceiling, tokens, deadline));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static Reservation.Left left(long requests, long tokens) {
        return new Reservation.Left(requests, Duration.ofSeconds(63), tokens, Duration.ofSeconds(63));
    }
}
