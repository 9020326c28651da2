package dev.tollgate.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tollgate.fake.SteppingClock;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.provider.Provider;
import dev.tollgate.route.Failover;
import dev.tollgate.route.Failover.OnContentFilter;
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

/** Whose turn it is, on a clock that stands still between the steps. */
class RotationTest {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    private static final Failover NEXT_ON_FILTER = new Failover(null, null, null, null, OnContentFilter.NEXT);
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
        assertThat(asked(rotation(Failover.DEFAULT, "a", "b"), failure(kind))).isEqualTo(asked);
    }

    @Test
    void credentialsThatAreRefusedLeaveItToTheOthers() {
        ChatFailure refused = failure(ErrorKind.UPSTREAM_FAILED).withoutRetry();
        assertThat(asked(rotation(Failover.DEFAULT, "a", "b"), refused)).isEqualTo("a b");
    }

    @Test
    void theAliasSaysWhetherAContentFilterIsTheLastWord() {
        ChatFailure filtered = failure(ErrorKind.CONTENT_POLICY_VIOLATION);
        assertThat(asked(rotation(NEXT_ON_FILTER, "a", "b"), filtered)).isEqualTo("a b");
    }

    @Test
    void aPromptThatIsTooLongGoesOnlyWhereItMayFit() {
        Rotation rotation = rotation(Failover.DEFAULT, "small", "same", "unknown", "large");
        assertThat(asked(rotation, failure(ErrorKind.CONTEXT_LENGTH_EXCEEDED))).isEqualTo("small unknown large");
    }

    @Test
    void whoCannotReadThePromptIsNotAskedAgainEither() {
        Rotation rotation = rotation(Failover.DEFAULT, "small", "large");
        fail(rotation, failure(ErrorKind.UPSTREAM_OVERLOADED));
        fail(rotation, failure(ErrorKind.CONTEXT_LENGTH_EXCEEDED));

        assertThat(rotation.again(clock.instant())).isEmpty();
        assertThat(rotation.failure(clock.instant()).kind()).isEqualTo(ErrorKind.CONTEXT_LENGTH_EXCEEDED);
    }

    @Test
    void pausesDoubleAndAreLeftToChance() {
        Rotation rotation = rotation(new Failover(60_000, 10, null, null, null), "a");
        List<Long> pauses = new ArrayList<>();
        for (double draw : new double[] {0.999, 0.999, 0.5, 0, 0.999, 0.999, 0.999}) {
            chance = draw;
            fail(rotation, failure(ErrorKind.UPSTREAM_FAILED));
            Duration pause = Duration.between(
                    clock.instant(), rotation.again(clock.instant()).orElseThrow());
            pauses.add(pause.toMillis());
            clock.pass(pause);
        }
        assertThat(pauses).containsExactly(499L, 999L, 1_000L, 0L, 7_992L, 7_992L, 7_992L);
    }

    @Test
    void whoAskedToWaitIsNotAskedBefore() {
        Rotation rotation = rotation(new Failover(10_000, 3, null, null, null), "a", "b");
        fail(rotation, overloaded(Duration.ofSeconds(3)));
        fail(rotation, failure(ErrorKind.UPSTREAM_FAILED));
        chance = 0.2;

        clock.pass(Duration.between(
                clock.instant(), rotation.again(clock.instant()).orElseThrow()));
        assertThat(fail(rotation, failure(ErrorKind.UPSTREAM_FAILED))).contains("b");
        assertThat(rotation.next(clock.instant())).isEmpty();

        clock.pass(Duration.ofSeconds(3));
        assertThat(rotation.again(clock.instant())).isPresent();
        assertThat(fail(rotation, failure(ErrorKind.UPSTREAM_FAILED))).contains("a");
        assertThat(fail(rotation, failure(ErrorKind.UPSTREAM_FAILED))).contains("b");
    }

    @Test
    void whereAllAskedToWaitTheShortestWaitIsThePause() {
        Rotation rotation = rotation(Failover.DEFAULT, "a", "b");
        fail(rotation, overloaded(Duration.ofSeconds(4)));
        fail(rotation, overloaded(Duration.ofSeconds(2)));

        assertThat(rotation.again(clock.instant())).contains(clock.instant().plusSeconds(2));
        clock.pass(Duration.ofSeconds(2));
        assertThat(fail(rotation, failure(ErrorKind.UPSTREAM_FAILED))).contains("b");
        assertThat(rotation.next(clock.instant())).isEmpty();
    }

    @Test
    void aWaitBeyondTheBudgetEndsItAndTheShortestOneIsTold() {
        Rotation rotation = rotation(Failover.DEFAULT, "a", "b");
        fail(rotation, overloaded(Duration.ofSeconds(7)));
        clock.pass(Duration.ofSeconds(1));
        fail(rotation, overloaded(Duration.ofSeconds(60)));

        assertThat(rotation.again(clock.instant())).isEmpty();
        assertThat(rotation.failure(clock.instant()).retryAfter()).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void whatMayPassIsToldRatherThanWhatWillNot() {
        Rotation rotation = rotation(Failover.DEFAULT, "a", "b");
        fail(rotation, overloaded(Duration.ofMinutes(1)));
        fail(rotation, failure(ErrorKind.UNSUPPORTED_PARAMETER));

        ChatFailure told = rotation.failure(clock.instant());
        assertThat(told.kind()).isEqualTo(ErrorKind.UPSTREAM_OVERLOADED);
        assertThat(told.retryAfter()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void withoutABudgetEveryTargetHasItsTurnHoweverLongTheOthersTook() {
        Rotation rotation = rotation(Failover.DEFAULT, "a", "b");
        assertThat(rotation.patienceEnds(clock.instant()))
                .isEqualTo(clock.instant().plus(DEADLINE));
        rotation.next(clock.instant());
        clock.pass(Duration.ofMinutes(1));
        assertThat(rotation.next(clock.instant())).contains(target("b"));
    }

    @Test
    void aTargetThatHangsLeavesTimeForTheNext() {
        Rotation rotation = rotation(new Failover(20_000, null, null, null, null), "a", "b", "c");
        Instant begin = clock.instant();
        rotation.next(begin);
        assertThat(rotation.patienceEnds(begin)).isEqualTo(begin.plusSeconds(10));
        clock.pass(Duration.ofSeconds(10));
        rotation.next(clock.instant());
        assertThat(rotation.patienceEnds(clock.instant())).isEqualTo(begin.plusSeconds(15));
        clock.pass(Duration.ofSeconds(5));
        rotation.next(clock.instant());
        assertThat(rotation.patienceEnds(clock.instant())).isEqualTo(begin.plusSeconds(20));
    }

    @Test
    void aSmallBudgetIsSharedEvenly() {
        Rotation rotation = rotation(new Failover(6_000, null, null, null, null), "a", "b");
        rotation.next(clock.instant());
        assertThat(rotation.patienceEnds(clock.instant()))
                .isEqualTo(clock.instant().plusSeconds(3));
    }

    @Test
    void afterTheBudgetNobodyIsAsked() {
        Rotation rotation = rotation(new Failover(1_000, null, null, null, null), "a", "b");
        fail(rotation, failure(ErrorKind.UPSTREAM_TIMEOUT));
        clock.pass(Duration.ofSeconds(1));
        assertThat(rotation.next(clock.instant())).isEmpty();
        assertThat(rotation.again(clock.instant())).isEmpty();
    }

    @Test
    void noBudgetGoesBeyondTheCallsDeadline() {
        Rotation rotation = rotation(new Failover(900_000, 9, null, null, null), "a");
        clock.pass(DEADLINE);
        assertThat(rotation.next(clock.instant())).isEmpty();
        assertThat(rotation.failure(clock.instant()).kind()).isEqualTo(ErrorKind.UPSTREAM_TIMEOUT);
    }

    /** Who is asked, one after the other and round after round, where everybody fails so. */
    private String asked(Rotation rotation, ChatFailure failure) {
        List<String> asked = new ArrayList<>();
        do {
            for (Optional<Target> next = rotation.next(clock.instant());
                    next.isPresent();
                    next = rotation.next(clock.instant())) {
                asked.add(next.get().model());
                if (rotation.failed(next.get(), failure, clock.instant()) == Consequence.STOP) {
                    return String.join(" ", asked);
                }
            }
            clock.pass(Duration.ofSeconds(1));
        } while (rotation.again(clock.instant()).isPresent() && pass(rotation));
        return String.join(" ", asked);
    }

    private boolean pass(Rotation rotation) {
        clock.pass(Duration.ofSeconds(1));
        return rotation.hasNext(clock.instant());
    }

    /** The next one fails; its model. */
    private Optional<String> fail(Rotation rotation, ChatFailure failure) {
        Optional<Target> next = rotation.next(clock.instant());
        next.ifPresent(target -> rotation.failed(target, failure, clock.instant()));
        return next.map(Target::model);
    }

    private Rotation rotation(Failover failover, String... models) {
        List<Target> targets = Arrays.stream(models).map(RotationTest::target).toList();
        return new Rotation(
                new Route(targets, failover, Optional.empty()),
                target -> WINDOWS.containsKey(target.model())
                        ? OptionalInt.of(WINDOWS.get(target.model()))
                        : OptionalInt.empty(),
                () -> chance,
                clock.instant(),
                clock.instant().plus(DEADLINE));
    }

    private static Target target(String model) {
        return new Target(new Provider("p", "openai", null, null, null), model, false);
    }

    private static ChatFailure overloaded(Duration wait) {
        return failure(ErrorKind.UPSTREAM_OVERLOADED).retryAfter(wait);
    }

    private static ChatFailure failure(ErrorKind kind) {
        return new ChatFailure(kind, "as the test wants it");
    }
}
