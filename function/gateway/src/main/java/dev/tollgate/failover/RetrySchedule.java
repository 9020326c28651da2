package dev.tollgate.failover;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Route;
import dev.tollgate.route.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Whose turn it is: each target once, then, after a pause, those again that may have recovered. It only reckons, by the
 * times it is told; for one thread.
 */
final class RetrySchedule {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /** A target that hangs leaves each later one of the round so long, or an even share of what is less. */
    private static final Duration LEFT_FOR_OTHERS = Duration.ofSeconds(5);

    private final FailoverPolicy failover;
    private final Function<Target, OptionalInt> windows;
    private final DoubleSupplier random;
    private final List<TargetState> targetStates;
    private final Deque<TargetState> round;
    private final List<TargetState> failed = new ArrayList<>();
    private final Instant end;
    private final Instant retriesEnd;
    private int rounds = 1;

    /** One target's place in the order, and what has come of it. */
    private static final class TargetState {
        private final Target target;
        private int asked;
        private boolean out;
        private Instant notBefore = Instant.MIN;
        private GatewayException failure;

        private TargetState(Target target) {
            this.target = target;
        }
    }

    /**
     * A rotation that begins.
     *
     * @param windows how many tokens a target can read, where that is known
     * @param random evenly in [0, 1)
     * @param deadline of the call, which no budget goes beyond
     */
    RetrySchedule(
            Route route, Function<Target, OptionalInt> windows, DoubleSupplier random, Instant now, Instant deadline) {
        this.failover = route.failover();
        this.windows = windows;
        this.random = random;
        this.targetStates = route.targets().stream().map(TargetState::new).toList();
        this.round = new ArrayDeque<>(targetStates);
        this.end = failover.within().map(now::plus).filter(deadline::isAfter).orElse(deadline);
        this.retriesEnd = earlier(now.plus(failover.retriesWithin()), deadline);
    }

    /** The target whose turn it is now; nobody where the round or the time is over. */
    Optional<Target> next(Instant now) {
        if (!hasNext(now)) {
            return Optional.empty();
        }
        TargetState targetState = round.remove();
        targetState.asked++;
        return Optional.of(targetState.target);
    }

    /** Whether there is such a target. */
    boolean hasNext(Instant now) {
        round.removeIf(targetState -> targetState.out || targetState.notBefore.isAfter(now));
        return !round.isEmpty() && now.isBefore(end);
    }

    /** Until when the target that is asked now must have begun, so that the others of the round have their turns too. */
    Instant waitUntil(Instant now) {
        Duration left = Duration.between(now, end);
        Duration share = left.dividedBy(round.size() + 1L);
        Duration each = share.compareTo(LEFT_FOR_OTHERS) < 0 ? share : LEFT_FOR_OTHERS;
        // Without a budget of its own an alias waits for each as long as the gateway does.
        return failover.within().isPresent() ? end.minus(each.multipliedBy(round.size())) : end;
    }

    /** A target was stopped in favour of another: should that one fail, it has its turn again. */
    void requeue(Target target) {
        TargetState targetState = targetState(target);
        targetState.asked--;
        round.addFirst(targetState);
    }

    /** A target has failed. Says what follows from it. */
    FailoverDecision failed(Target target, GatewayException failure, Instant now) {
        TargetState targetState = targetState(target);
        targetState.failure = failure;
        targetState.notBefore = failure.retryAfter() == null ? Instant.MIN : now.plus(failure.retryAfter());
        failed.remove(targetState);
        failed.add(targetState);
        FailoverDecision failoverDecision = FailoverDecision.of(failure, failover);
        switch (failoverDecision) {
            case RETRY -> {}
            case NEXT, FAIL -> targetState.out = true;
            case NEXT_LARGER_CONTEXT -> {
                targetState.out = true;
                windows.apply(target).ifPresent(this::dropUpTo);
            }
        }
        return failoverDecision;
    }

    /** A target of unknown size may be large enough. */
    private void dropUpTo(int window) {
        for (TargetState targetState : targetStates) {
            OptionalInt own = windows.apply(targetState.target);
            targetState.out = targetState.out || (own.isPresent() && own.getAsInt() <= window);
        }
    }

    /**
     * Begins another round. Pauses grow, and their length is left to chance, so that the callers of an outage do not all
     * come back at once (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
     *
     * @return when it begins; empty where there is none, for lack of targets or of time
     */
    Optional<Instant> nextRound(Instant now) {
        List<TargetState> recovering = targetStates.stream()
                .filter(targetState ->
                        !targetState.out && targetState.failure != null && targetState.asked < failover.tries())
                .toList();
        Optional<Instant> first =
                recovering.stream().map(targetState -> targetState.notBefore).min(Instant::compareTo);
        Optional<Instant> begins =
                first.map(earliest -> later(earliest, now.plus(pause()))).filter(retriesEnd::isAfter);
        if (begins.isPresent()) {
            rounds++;
            round.addAll(recovering);
        }
        return begins;
    }

    private Duration pause() {
        Duration longest = FIRST_PAUSE.multipliedBy(1L << Math.min(rounds - 1, 10));
        long millis = longest.compareTo(LONGEST_PAUSE) < 0 ? longest.toMillis() : LONGEST_PAUSE.toMillis();
        return Duration.ofMillis((long) (random.getAsDouble() * millis));
    }

    /**
     * What the caller is told when nobody has answered: the last failure of a target that may recover, with the shortest
     * wait that one of these has asked for; or else the last failure there was.
     */
    GatewayException finalFailure(Instant now) {
        if (failed.isEmpty()) {
            return new GatewayException(
                    ErrorKind.UPSTREAM_TIMEOUT, "The time was over before a provider could be asked.");
        }
        List<TargetState> recovering =
                failed.stream().filter(targetState -> !targetState.out).toList();
        if (recovering.isEmpty()) {
            return failed.getLast().failure;
        }
        GatewayException last = recovering.getLast().failure;
        return recovering.stream()
                .filter(targetState -> targetState.failure.retryAfter() != null)
                .min(Comparator.comparing(targetState -> targetState.notBefore))
                .filter(first -> first.failure != last)
                .map(first -> last.retryAfter(Duration.between(now, later(first.notBefore, now))))
                .orElse(last);
    }

    private TargetState targetState(Target target) {
        return targetStates.stream()
                .filter(targetState -> targetState.target.equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
