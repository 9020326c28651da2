package dev.tollgate.failover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.DropPolicy;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.FailoverPolicy.OnContentFilter;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which target is next, on a clock that only the test moves. */
class RetryScheduleTest {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final FailoverPolicy NEXT_ON_FILTER =
            new FailoverPolicy(null, null, null, null, null, OnContentFilter.NEXT);
    private static final Map<String, Integer> WINDOWS = Map.of("small", 8_000, "same", 8_000, "large", 128_000);

    private final SteppingClock clock = new SteppingClock();
    private double chance = 0.5;

    /** What a first target's failure means for a second one, and for its own next turn. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            UPSTREAM_FAILED,          a b a b
            UPSTREAM_OVERLOADED,      a b a b
            UPSTREAM_TIMEOUT,         a b a b
            UNSUPPORTED_PARAMETER,    a b
            CONTEXT_LENGTH_EXCEEDED,  a b
            CONTENT_POLICY_VIOLATION, a
            REJECTED_BY_PROVIDER,     a
            INVALID_VALUE,            a
            STORE_UNAVAILABLE,        a
            CLIENT_GONE,              a
            INTERNAL,                 a
            """)
    void eachKindOfFailureHasItsConsequence(ErrorKind kind, String asked) {
        assertThat(asked(retrySchedule(FailoverPolicy.DEFAULT, "a", "b"), failure(kind)))
                .isEqualTo(asked);
    }

    @Test
    void credentialsThatAreRefusedLeaveItToTheOthers() {
        GatewayException refused = failure(ErrorKind.UPSTREAM_FAILED).withoutRetry();
        assertThat(asked(retrySchedule(FailoverPolicy.DEFAULT, "a", "b"), refused))
                .isEqualTo("a b");
    }

    @Test
    void theAliasSaysWhetherAContentFilterIsTheLastWord() {
        GatewayException filtered = failure(ErrorKind.CONTENT_POLICY_VIOLATION);
        assertThat(asked(retrySchedule(NEXT_ON_FILTER, "a", "b"), filtered)).isEqualTo("a b");
    }

    @Test
    void aPromptThatIsTooLongGoesOnlyWhereItMayFit() {
        RetrySchedule retrySchedule = retrySchedule(FailoverPolicy.DEFAULT, "small", "same", "unknown", "large");
        assertThat(asked(retrySchedule, failure(ErrorKind.CONTEXT_LENGTH_EXCEEDED)))
                .isEqualTo("small unknown large");
    }

    @Test
    void whoCannotReadThePromptIsNotAskedAgainEither() {
        RetrySchedule retrySchedule = retrySchedule(FailoverPolicy.DEFAULT, "small", "large");
        fail(retrySchedule, failure(ErrorKind.UPSTREAM_OVERLOADED));
        fail(retrySchedule, failure(ErrorKind.CONTEXT_LENGTH_EXCEEDED));

        assertThat(retrySchedule.nextRound(clock.instant())).isEmpty();
        assertThat(retrySchedule.finalFailure(clock.instant()).kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH_EXCEEDED);
    }

    @Test
    void ifTargetsWereLeftOutTheirReasonIsTheLastWord() {
        GatewayException spent = failure(ErrorKind.INSUFFICIENT_QUOTA);
        Route rest = new Route(
                List.of("m"), List.of(target("a")), FailoverPolicy.DEFAULT, Optional.empty(), Optional.of(spent));
        RetrySchedule retrySchedule =
                new RetrySchedule(rest, _ -> OptionalInt.empty(), () -> 0.5, clock.instant(), clock.instant());
        fail(retrySchedule, failure(ErrorKind.UPSTREAM_FAILED));

        assertThat(retrySchedule.finalFailure(clock.instant())).isSameAs(spent);
    }

    @Test
    void pausesDoubleAndAreLeftToChance() {
        RetrySchedule retrySchedule = retrySchedule(new FailoverPolicy(60_000, 10, null, null, null, null), "a");
        List<Long> pauses = new ArrayList<>();
        for (double draw : new double[] {0.999, 0.999, 0.5, 0, 0.999, 0.999, 0.999}) {
            chance = draw;
            fail(retrySchedule, failure(ErrorKind.UPSTREAM_FAILED));
            Duration pause = Duration.between(
                    clock.instant(), retrySchedule.nextRound(clock.instant()).orElseThrow());
            pauses.add(pause.toMillis());
            clock.pass(pause);
        }
        assertThat(pauses).containsExactly(499L, 999L, 1_000L, 0L, 7_992L, 7_992L, 7_992L);
    }

    @Test
    void whoAskedToWaitIsNotAskedBefore() {
        RetrySchedule retrySchedule = retrySchedule(new FailoverPolicy(10_000, 3, null, null, null, null), "a", "b");
        fail(retrySchedule, overloaded(Duration.ofSeconds(3)));
        fail(retrySchedule, failure(ErrorKind.UPSTREAM_FAILED));
        chance = 0.2;

        clock.pass(Duration.between(
                clock.instant(), retrySchedule.nextRound(clock.instant()).orElseThrow()));
        assertThat(fail(retrySchedule, failure(ErrorKind.UPSTREAM_FAILED))).contains("b");
        assertThat(retrySchedule.next(clock.instant())).isEmpty();

        clock.pass(Duration.ofSeconds(3));
        assertThat(retrySchedule.nextRound(clock.instant())).isPresent();
        assertThat(fail(retrySchedule, failure(ErrorKind.UPSTREAM_FAILED))).contains("a");
        assertThat(fail(retrySchedule, failure(ErrorKind.UPSTREAM_FAILED))).contains("b");
    }

    @Test
    void whereAllAskedToWaitTheShortestWaitIsThePause() {
        RetrySchedule retrySchedule = retrySchedule(FailoverPolicy.DEFAULT, "a", "b");
        fail(retrySchedule, overloaded(Duration.ofSeconds(4)));
        fail(retrySchedule, overloaded(Duration.ofSeconds(2)));

        assertThat(retrySchedule.nextRound(clock.instant()))
                .contains(clock.instant().plusSeconds(2));
        clock.pass(Duration.ofSeconds(2));
        assertThat(fail(retrySchedule, failure(ErrorKind.UPSTREAM_FAILED))).contains("b");
        assertThat(retrySchedule.next(clock.instant())).isEmpty();
    }

    @Test
    void aWaitBeyondTheBudgetEndsItAndTheShortestOneIsTold() {
        RetrySchedule retrySchedule = retrySchedule(FailoverPolicy.DEFAULT, "a", "b");
        fail(retrySchedule, overloaded(Duration.ofSeconds(7)));
        clock.pass(Duration.ofSeconds(1));
        fail(retrySchedule, overloaded(Duration.ofSeconds(60)));

        assertThat(retrySchedule.nextRound(clock.instant())).isEmpty();
        assertThat(retrySchedule.finalFailure(clock.instant()).retryAfter()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void whatMayPassIsShownRatherThanWhatWillNot() {
        RetrySchedule retrySchedule = retrySchedule(FailoverPolicy.DEFAULT, "a", "b");
        fail(retrySchedule, overloaded(Duration.ofMinutes(1)));
        fail(retrySchedule, failure(ErrorKind.UNSUPPORTED_PARAMETER));

        GatewayException failure = retrySchedule.finalFailure(clock.instant());
        assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_OVERLOADED);
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void withoutABudgetEveryTargetHasItsTurnHoweverLongTheOthersTook() {
        RetrySchedule retrySchedule = retrySchedule(FailoverPolicy.DEFAULT, "a", "b");
        retrySchedule.next(clock.instant());
        assertThat(retrySchedule.waitUntil(clock.instant()))
                .isEqualTo(clock.instant().plus(DEADLINE).minusSeconds(5));
        clock.pass(Duration.ofMinutes(1));
        assertThat(retrySchedule.next(clock.instant())).contains(target("b"));
    }

    @Test
    void aTargetThatHangsLeavesTimeForTheNext() {
        RetrySchedule retrySchedule =
                retrySchedule(new FailoverPolicy(20_000, null, null, null, null, null), "a", "b", "c");
        Instant begin = clock.instant();
        retrySchedule.next(begin);
        assertThat(retrySchedule.waitUntil(begin)).isEqualTo(begin.plusSeconds(10));
        clock.pass(Duration.ofSeconds(10));
        retrySchedule.next(clock.instant());
        assertThat(retrySchedule.waitUntil(clock.instant())).isEqualTo(begin.plusSeconds(15));
        clock.pass(Duration.ofSeconds(5));
        retrySchedule.next(clock.instant());
        assertThat(retrySchedule.waitUntil(clock.instant())).isEqualTo(begin.plusSeconds(20));
    }

    @Test
    void aSmallBudgetIsSharedEvenly() {
        RetrySchedule retrySchedule = retrySchedule(new FailoverPolicy(6_000, null, null, null, null, null), "a", "b");
        retrySchedule.next(clock.instant());
        assertThat(retrySchedule.waitUntil(clock.instant()))
                .isEqualTo(clock.instant().plusSeconds(3));
    }

    @Test
    void afterTheBudgetNoTargetIsCalled() {
        RetrySchedule retrySchedule = retrySchedule(new FailoverPolicy(1_000, null, null, null, null, null), "a", "b");
        fail(retrySchedule, failure(ErrorKind.UPSTREAM_TIMEOUT));
        clock.pass(Duration.ofSeconds(1));
        assertThat(retrySchedule.next(clock.instant())).isEmpty();
        assertThat(retrySchedule.nextRound(clock.instant())).isEmpty();
    }

    @Test
    void noBudgetGoesBeyondTheCallsDeadline() {
        RetrySchedule retrySchedule = retrySchedule(new FailoverPolicy(900_000, 9, null, null, null, null), "a");
        clock.pass(DEADLINE);
        assertThat(retrySchedule.next(clock.instant())).isEmpty();
        assertThat(retrySchedule.finalFailure(clock.instant()).kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    }

    /** The models that receive the request, in order and over all rounds, if each of them fails this way. */
    private String asked(RetrySchedule retrySchedule, GatewayException failure) {
        List<String> asked = new ArrayList<>();
        do {
            for (Optional<Target> next = retrySchedule.next(clock.instant());
                    next.isPresent();
                    next = retrySchedule.next(clock.instant())) {
                asked.add(next.get().model());
                if (retrySchedule.failed(next.get(), failure, clock.instant()) == FailoverDecision.FAIL) {
                    return String.join(" ", asked);
                }
            }
            clock.pass(Duration.ofSeconds(1));
        } while (retrySchedule.nextRound(clock.instant()).isPresent() && pass(retrySchedule));
        return String.join(" ", asked);
    }

    private boolean pass(RetrySchedule retrySchedule) {
        clock.pass(Duration.ofSeconds(1));
        return retrySchedule.hasNext(clock.instant());
    }

    /** The next one fails; its model. */
    private Optional<String> fail(RetrySchedule retrySchedule, GatewayException failure) {
        Optional<Target> next = retrySchedule.next(clock.instant());
        next.ifPresent(target -> retrySchedule.failed(target, failure, clock.instant()));
        return next.map(Target::model);
    }

    private RetrySchedule retrySchedule(FailoverPolicy failover, String... models) {
        List<Target> targets =
                Arrays.stream(models).map(RetryScheduleTest::target).toList();
        return new RetrySchedule(
                new Route(List.of("m"), targets, failover, Optional.empty(), Optional.empty()),
                target -> WINDOWS.containsKey(target.model())
                        ? OptionalInt.of(WINDOWS.get(target.model()))
                        : OptionalInt.empty(),
                () -> chance,
                clock.instant(),
                clock.instant().plus(DEADLINE));
    }

    private static Target target(String model) {
        return new Target(new Provider("p", "openai", null, null, null), model, DropPolicy.HINTS);
    }

    private static GatewayException overloaded(Duration wait) {
        return failure(ErrorKind.UPSTREAM_OVERLOADED).retryAfter(wait);
    }

    private static GatewayException failure(ErrorKind kind) {
        return new GatewayException(kind, "as the test wants it");
    }
}
