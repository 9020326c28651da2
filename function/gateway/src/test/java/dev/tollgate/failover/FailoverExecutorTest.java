package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.bill.Cost.Priced;
import dev.tollgate.bill.UsageRecord;
import dev.tollgate.bill.UsageRecord.Attempt;
import dev.tollgate.bill.UsageRecord.Settlement;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.FailoverPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One answer, whatever the targets do: with scripted turns, and a clock that only pauses move. */
class FailoverExecutorTest {
    private static final FailoverPolicy HEDGED = new FailoverPolicy(null, null, null, null, 1, null);
    private final ScriptedCall call = new ScriptedCall();

    @Test
    void aPauseLastsAsLongAsAProviderSaysAndThenItIsCalledAgain() {
        call.target("a", ScriptedAttempt.failing(overloaded(3)), ScriptedAttempt.answering());
        call.execute(FailoverPolicy.DEFAULT);

        assertThat(call.pauses()).containsExactly(3_000L);
        assertThat(call.outcomes()).containsExactly("a upstream_overloaded", "a answered");
    }

    @Test
    void theWaitForAProviderIsNotTheGatewaysOwn() {
        call.target("a", ScriptedAttempt.failing(overloaded(3)), ScriptedAttempt.answering());
        call.execute(FailoverPolicy.DEFAULT);
        assertThat(call.overheadMillis()).isZero();
    }

    @Test
    void whoLeavesDuringAPauseEndsIt() {
        call.target("a", ScriptedAttempt.failing(overloaded(3)), ScriptedAttempt.answering());
        call.duringPauses(call.caller()::leave);

        assertThat(failure(FailoverPolicy.DEFAULT).kind()).isEqualTo(ErrorKind.CLIENT_GONE);
        assertThat(call.outcomes()).containsExactly("a upstream_overloaded");
    }

    @Test
    void aBugInAnAttemptIsRecordedAndStopsTheCall() {
        call.target("a", _ -> {
            throw new IllegalStateException("a bug");
        });
        call.target("b", ScriptedAttempt.answering());

        assertThat(failure(FailoverPolicy.DEFAULT).kind()).isEqualTo(ErrorKind.INTERNAL);
        assertThat(call.outcomes()).containsExactly("a internal");
    }

    @Test
    void anErrorInAnAttemptIsRecordedAndStopsTheCall() {
        call.target("a", _ -> {
            throw new StackOverflowError();
        });
        call.target("b", ScriptedAttempt.answering());

        assertThat(failure(FailoverPolicy.DEFAULT).kind()).isEqualTo(ErrorKind.INTERNAL);
        assertThat(call.outcomes()).containsExactly("a internal");
    }

    @Test
    void aBugInTheRecordsEndsTheCallToo() {
        call.target("a", turn -> {
            turn.breakBooks();
            throw overloaded(0);
        });

        assertThat(failure(FailoverPolicy.DEFAULT).kind()).isEqualTo(ErrorKind.INTERNAL);
        assertThat(call.underWay()).isZero();
    }

    @Test
    void whereTwoAreAskedWhoLeavesStopsBoth() {
        CountDownLatch both = new CountDownLatch(2);
        call.target("a", ScriptedAttempt.hanging(both::countDown));
        call.target("b", ScriptedAttempt.hanging(both::countDown));
        Thread.ofVirtual().start(() -> {
            await(both);
            call.caller().leave();
        });

        assertThat(failure(HEDGED).kind()).isEqualTo(ErrorKind.CLIENT_GONE);
        assertThat(call.outcomes()).containsExactly("a client_gone", "b client_gone");
        assertThat(call.underWay()).isZero();
    }

    @Test
    void theLoserOfARaceSaysNothingAndIsRecorded() {
        CountDownLatch asked = new CountDownLatch(1);
        call.target("a", ScriptedAttempt.hanging(asked::countDown));
        call.target("b", turn -> {
            await(asked);
            turn.answer();
        });
        call.execute(HEDGED);

        assertThat(call.caller().answeredBy()).containsExactly("b");
        assertThat(call.outcomes()).containsExactly("a superseded", "b answered");
        assertThat(call.underWay()).isZero();
    }

    @Test
    void whatTheRequestDidWrongStopsTheOtherTargetToo() {
        CountDownLatch asked = new CountDownLatch(1);
        call.target("a", _ -> {
            await(asked);
            throw new GatewayException(ErrorKind.REJECTED_BY_PROVIDER, "no");
        });
        call.target("b", ScriptedAttempt.hanging(asked::countDown));

        assertThat(failure(HEDGED).kind()).isEqualTo(ErrorKind.REJECTED_BY_PROVIDER);
        assertThat(call.outcomes()).containsExactly("a rejected_by_provider", "b superseded");
    }

    /** Nobody reports the end of such an attempt, so nobody may wait for it. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aHedgedAttemptWithoutMemoryForItsThreadEndsTheCall() {
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");
        CountDownLatch asked = new CountDownLatch(1);
        AtomicInteger started = new AtomicInteger();
        call.target("a", ScriptedAttempt.hanging(asked::countDown));
        call.target("b", ScriptedAttempt.answering());

        assertThatThrownBy(() -> call.execute(HEDGED, task -> {
                    if (started.incrementAndGet() > 1) {
                        await(asked);
                        throw noThread;
                    }
                    Thread.ofVirtual().start(task);
                }))
                .isSameAs(noThread);
        assertThat(call.outcomes()).containsExactly("a superseded");
        assertThat(call.underWay()).isZero();
    }

    @Test
    void aFirstTargetThatFailsLeavesTheAnswerToTheSecond() {
        CountDownLatch asked = new CountDownLatch(1);
        call.target("a", _ -> {
            await(asked);
            throw overloaded(0);
        });
        call.target("b", turn -> {
            asked.countDown();
            Awaitility.await().until(() -> !call.outcomes().isEmpty());
            turn.answer();
        });
        call.execute(HEDGED);

        assertThat(call.outcomes()).containsExactly("a upstream_overloaded", "b answered");
    }

    @Test
    void aWinnerThatFailsBeforeAnythingWasSentGivesTheLoserItsTurnAgain() {
        CountDownLatch asked = new CountDownLatch(1);
        call.target("a", ScriptedAttempt.hanging(asked::countDown), ScriptedAttempt.answering());
        call.target("b", turn -> {
            await(asked);
            turn.begin();
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "died");
        });
        call.execute(HEDGED);

        assertThat(call.caller().answeredBy()).containsExactly("a");
        assertThat(call.outcomes()).containsExactlyInAnyOrder("a superseded", "b upstream_failed", "a answered");
    }

    /** Whatever three targets do, a call has one answer or one failure, and one record that is the sum of its attempts. */
    @RepeatedTest(300)
    void eachCallHasOneAnswerAndOneRecord(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        for (String target : List.of("a", "b", "c")) {
            call.target(target, ScriptedAttempt.random(random), ScriptedAttempt.random(random));
        }
        boolean hedged = random.nextBoolean();
        GatewayException failure =
                random.nextInt(10) == 0 ? leaving(hedged) : failure(hedged ? HEDGED : FailoverPolicy.DEFAULT);
        Settlement settlement = call.settle();

        assertThat(call.underWay()).isZero();
        assertThat(call.caller().heard()).hasSizeLessThanOrEqualTo(1);
        assertThat(call.caller().answeredBy()).hasSize(failure == null ? 1 : 0);
        assertThat(settlement.attempts().stream().filter(attempt -> attempt.error() == null))
                .hasSize(failure == null ? 1 : 0);
        assertThat(settlement.attempts()).hasSize((int) call.attempts());
        assertThat(call.record()).map(UsageRecord::settlement).contains(settlement);
        assertThat(call.reservationsSettled()).isEqualTo(1);
        assertThat(settlement.usage().totalTokens())
                .isEqualTo(sum(settlement, attempt -> attempt.usage().totalTokens()))
                .isEqualTo(call.tokensCounted());
        assertThat(settlement.cost()).isInstanceOfSatisfying(Priced.class, cost -> assertThat(cost.micros())
                .isEqualTo(sum(settlement, attempt -> ((Priced) attempt.cost()).micros())));
    }

    private static long sum(Settlement settlement, ToLongFunction<Attempt> share) {
        return settlement.attempts().stream().mapToLong(share).sum();
    }

    private GatewayException leaving(boolean hedged) {
        Thread.ofVirtual().start(call.caller()::leave);
        return failure(hedged ? HEDGED : FailoverPolicy.DEFAULT);
    }

    private GatewayException failure(FailoverPolicy failover) {
        return catchThrowableOfType(GatewayException.class, () -> call.execute(failover));
    }

    private static GatewayException overloaded(int seconds) {
        return new GatewayException(ErrorKind.UPSTREAM_OVERLOADED, "busy").retryAfter(Duration.ofSeconds(seconds));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
