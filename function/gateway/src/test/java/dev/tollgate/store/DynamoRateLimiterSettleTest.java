package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.limit.SlidingWindow;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of a reservation: settled, settled late, settled twice, or never. */
class DynamoRateLimiterSettleTest extends CountersTest {
    @Test
    void tokensUsedBeyondTheEstimateAreTaken() {
        RateLimits rateLimits = new RateLimits(null, 100L, null);
        RateReservation reservation = caller.reserve(rateLimits, 10);
        limits.settle(reservation, 500);

        assertThat(caller.refusal(rateLimits, 1).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        clock.pass(Duration.ofSeconds(63));
        assertThat(caller.reserve(rateLimits, 100).tokens()).isEqualTo(100);
    }

    @Test
    void tokensThatComeAfterTheSettlementCountFromThenOn() {
        RateLimits rateLimits = new RateLimits(null, 100L, 1L);
        RateReservation reservation = caller.reserve(rateLimits, 10);
        limits.settle(reservation, 10);
        clock.pass(Duration.ofSeconds(30));
        limits.countLate(reservation, 90);

        assertThat(caller.refusal(rateLimits, 1).kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        clock.pass(Duration.ofSeconds(40));
        assertThat(caller.reserve(rateLimits, 1).left().tokens().remaining()).isEqualTo(9);
    }

    @Test
    void lateTokensCountOnlyWhereTokensAreLimited() {
        RateReservation reservation = caller.reserve(new RateLimits(null, null, 1L), 10);
        limits.settle(reservation, 10);
        Map<String, AttributeValue> once = counters.item(key);

        limits.countLate(reservation, 90);

        assertThat(counters.item(key)).isEqualTo(once);
    }

    @Test
    void tokensOfACallThatOutlivedItsWindowCountFromItsEnd() {
        RateLimits rateLimits = new RateLimits(null, 100L, 1L);
        RateReservation reservation = caller.reserve(rateLimits, 10);
        clock.pass(Duration.ofSeconds(90));
        limits.settle(reservation, 100);

        GatewayException refusal = caller.refusal(rateLimits, 11);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(caller.reserve(rateLimits, 10).left().tokens().remaining())
                .as("its slot is free")
                .isZero();
    }

    @Test
    void whatAnotherEnvironmentSettledMeanwhileIsNotGivenBackTwice() {
        RateLimits rateLimits = new RateLimits(null, 100L, null);
        RateReservation reservation = caller.reserve(rateLimits, 50);
        clock.pass(Duration.ofSeconds(60));
        counters.environment(clock).settle(reservation, 10);

        clock.pass(Duration.ofSeconds(10));
        assertThat(caller.reserve(rateLimits, 1).left().tokens().remaining()).isEqualTo(99);
        assertThat(counters.item(key).get("tokens_used").n()).isEqualTo("1");
    }

    @Test
    void aSlotIsFreeWhenSettled() {
        RateLimits rateLimits = new RateLimits(null, null, 1L);
        RateReservation first = caller.reserve(rateLimits, 0);

        GatewayException refusal = caller.refusal(rateLimits, 0);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        limits.settle(first, 0);
        caller.reserve(rateLimits, 0);
    }

    @Test
    void settlingTwiceChangesNothing() {
        RateLimits rateLimits = new RateLimits(10L, 100L, 2L);
        caller.reserve(rateLimits, 10);
        RateReservation second = caller.reserve(rateLimits, 10);
        limits.settle(second, 1);
        Map<String, AttributeValue> once = counters.item(key);

        limits.settle(second, 1);

        assertThat(counters.item(key)).isEqualTo(once);
    }

    @Test
    void whatIsCancelledWasNeverAsked() {
        RateLimits rateLimits = new RateLimits(2L, 100L, 2L);
        caller.reserve(rateLimits, 10);
        RateReservation second = caller.reserve(rateLimits, 10);

        limits.cancel(second);
        limits.cancel(second);
        limits.settle(second, 50);

        assertUse(1, 10, 1);
        caller.reserve(rateLimits, 10);
    }

    @Test
    void whatIsCancelledAfterItsWindowFreesItsSlotOnly() {
        RateLimits rateLimits = new RateLimits(2L, 100L, 2L);
        RateReservation late = caller.reserve(rateLimits, 10);
        clock.pass(Duration.ofSeconds(70));
        caller.reserve(rateLimits, 20);

        limits.cancel(late);

        assertUse(1, 20, 1);
    }

    private void assertUse(long requests, long tokens, long underWay) {
        SlidingWindow window = CounterItem.window(counters.item(key));
        assertThat(List.of(window.requests(), window.tokens(), window.inFlight()))
                .containsExactly(requests, tokens, underWay);
        assertThat(counters.item(key).get("requests_used").n()).isEqualTo(Long.toString(requests));
        assertThat(counters.item(key).get("tokens_used").n()).isEqualTo(Long.toString(tokens));
    }

    @Test
    void aCrashedHoldersSlotIsFreeAfterTheLastDeadline() {
        RateLimits rateLimits = new RateLimits(null, null, 2L);
        RateReservation crashed = caller.reserve(rateLimits, 0);
        caller.reserve(rateLimits, 0);
        clock.pass(KeyCaller.CALL);
        caller.refusal(rateLimits, 0);

        clock.pass(Duration.ofSeconds(11));
        caller.reserve(rateLimits, 0);
        caller.reserve(rateLimits, 0);
        caller.refusal(rateLimits, 0);

        counters.environment(clock).settle(crashed, 0);
        clock.pass(Duration.ofSeconds(1));
        assertThat(caller.refusal(rateLimits, 0).kind())
                .as("a late settle gives back nothing")
                .isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
    }

    @Test
    void aWriteWhoseAnswerIsLostCountsOnce() {
        RateLimits rateLimits = new RateLimits(10L, 100L, 2L);
        counters.loseNextAnswer();
        caller.reserve(rateLimits, 10);
        counters.loseNextAnswer();
        RateReservation second = caller.reserve(rateLimits, 10);
        counters.loseNextAnswer();
        limits.settle(second, 5);
        clock.pass(Duration.ofSeconds(5));
        counters.loseNextAnswer();
        caller.reserve(rateLimits, 10);

        SlidingWindow window = CounterItem.window(counters.item(key));
        assertThat(window.requests()).isEqualTo(3);
        assertThat(window.tokens()).isEqualTo(25);
        assertThat(window.inFlight()).isEqualTo(2);
    }

    @Test
    void aStoreThatFailsIsToldEachTime() {
        RateReservation reservation = caller.reserve(new RateLimits(null, 100L, null), 100);
        DynamoRateLimiter failing = counters.environmentWithoutTable(clock);

        assertThat(caller.in(failing).refusal(reservation.shard().totalLimits(), 1))
                .hasCauseInstanceOf(TableException.class)
                .extracting(GatewayException::kind)
                .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(catchThrowableOfType(GatewayException.class, () -> failing.settle(reservation, 1))
                            .kind())
                    .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        }
    }
}
