package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.limit.Ceiling;
import dev.tollgate.limit.Reservation;
import dev.tollgate.limit.Window;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What becomes of a reservation: settled, settled late, settled twice, or never. */
class DynamoLimitsSettleTest extends CountersTest {
    @Test
    void tokensUsedBeyondTheEstimateAreTaken() {
        Ceiling ceiling = new Ceiling(null, 100L, null);
        Reservation reservation = caller.reserve(ceiling, 10);
        limits.settle(reservation, 500);

        assertThat(caller.refusal(ceiling, 1).retryAfter()).isEqualTo(Duration.ofSeconds(63));
        clock.pass(Duration.ofSeconds(63));
        assertThat(caller.reserve(ceiling, 100).tokens()).isEqualTo(100);
    }

    @Test
    void tokensOfACallThatOutlivedItsWindowCountFromItsEnd() {
        Ceiling ceiling = new Ceiling(null, 100L, 1L);
        Reservation reservation = caller.reserve(ceiling, 10);
        clock.pass(Duration.ofSeconds(90));
        limits.settle(reservation, 100);

        ChatFailure refusal = caller.refusal(ceiling, 11);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.TOKEN_RATE_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(63));
        assertThat(caller.reserve(ceiling, 10).left().tokens().left())
                .as("its slot is free")
                .isZero();
    }

    @Test
    void whatAnotherEnvironmentSettledMeanwhileIsNotGivenBackTwice() {
        Ceiling ceiling = new Ceiling(null, 100L, null);
        Reservation reservation = caller.reserve(ceiling, 50);
        clock.pass(Duration.ofSeconds(60));
        counters.environment(clock).settle(reservation, 10);

        clock.pass(Duration.ofSeconds(10));
        assertThat(caller.reserve(ceiling, 1).left().tokens().left()).isEqualTo(99);
        assertThat(counters.item(key).get("tokens_used").n()).isEqualTo("1");
    }

    @Test
    void aSlotIsFreeWhenSettled() {
        Ceiling ceiling = new Ceiling(null, null, 1L);
        Reservation first = caller.reserve(ceiling, 0);

        ChatFailure refusal = caller.refusal(ceiling, 0);
        assertThat(refusal.kind()).isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
        assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        limits.settle(first, 0);
        caller.reserve(ceiling, 0);
    }

    @Test
    void settlingTwiceChangesNothing() {
        Ceiling ceiling = new Ceiling(10L, 100L, 2L);
        caller.reserve(ceiling, 10);
        Reservation second = caller.reserve(ceiling, 10);
        limits.settle(second, 1);
        Map<String, AttributeValue> once = counters.item(key);

        limits.settle(second, 1);

        assertThat(counters.item(key)).isEqualTo(once);
    }

    @Test
    void whatIsCancelledWasNeverAsked() {
        Ceiling ceiling = new Ceiling(2L, 100L, 2L);
        caller.reserve(ceiling, 10);
        Reservation second = caller.reserve(ceiling, 10);

        limits.cancel(second);
        limits.cancel(second);
        limits.settle(second, 50);

        assertUse(1, 10, 1);
        caller.reserve(ceiling, 10);
    }

    @Test
    void whatIsCancelledAfterItsWindowFreesItsSlotOnly() {
        Ceiling ceiling = new Ceiling(2L, 100L, 2L);
        Reservation late = caller.reserve(ceiling, 10);
        clock.pass(Duration.ofSeconds(70));
        caller.reserve(ceiling, 20);

        limits.cancel(late);

        assertUse(1, 20, 1);
    }

    private void assertUse(long requests, long tokens, long underWay) {
        Window window = CounterItem.window(counters.item(key));
        assertThat(List.of(window.requests(), window.tokens(), window.underWay()))
                .containsExactly(requests, tokens, underWay);
        assertThat(counters.item(key).get("requests_used").n()).isEqualTo(Long.toString(requests));
        assertThat(counters.item(key).get("tokens_used").n()).isEqualTo(Long.toString(tokens));
    }

    @Test
    void aCrashedHoldersSlotIsFreeAfterTheLastDeadline() {
        Ceiling ceiling = new Ceiling(null, null, 2L);
        Reservation crashed = caller.reserve(ceiling, 0);
        caller.reserve(ceiling, 0);
        clock.pass(Caller.CALL);
        caller.refusal(ceiling, 0);

        clock.pass(Duration.ofSeconds(11));
        caller.reserve(ceiling, 0);
        caller.reserve(ceiling, 0);
        caller.refusal(ceiling, 0);

        counters.environment(clock).settle(crashed, 0);
        clock.pass(Duration.ofSeconds(1));
        assertThat(caller.refusal(ceiling, 0).kind())
                .as("a late settle gives back nothing")
                .isEqualTo(ErrorKind.CONCURRENCY_EXCEEDED);
    }

    @Test
    void aWriteWhoseAnswerIsLostCountsOnce() {
        Ceiling ceiling = new Ceiling(10L, 100L, 2L);
        counters.loseNextAnswer();
        caller.reserve(ceiling, 10);
        counters.loseNextAnswer();
        Reservation second = caller.reserve(ceiling, 10);
        counters.loseNextAnswer();
        limits.settle(second, 5);
        clock.pass(Duration.ofSeconds(5));
        counters.loseNextAnswer();
        caller.reserve(ceiling, 10);

        Window window = CounterItem.window(counters.item(key));
        assertThat(window.requests()).isEqualTo(3);
        assertThat(window.tokens()).isEqualTo(25);
        assertThat(window.underWay()).isEqualTo(2);
    }

    @Test
    void aStoreThatFailsIsToldEachTime() {
        Reservation reservation = caller.reserve(new Ceiling(null, 100L, null), 100);
        DynamoLimits failing = counters.environmentWithoutTable(clock);

        assertThat(caller.in(failing).refusal(reservation.share().whole(), 1))
                .hasCauseInstanceOf(SdkException.class)
                .extracting(ChatFailure::kind)
                .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(catchThrowableOfType(ChatFailure.class, () -> failing.settle(reservation, 1))
                            .kind())
                    .isEqualTo(ErrorKind.STORE_UNAVAILABLE);
        }
    }
}
