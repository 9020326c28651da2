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
 * Which target is tried when: each one once, then, after a pause, those again that may have recovered. It only calculates, from the
 * times that it is given; for one thread.
 */
final class RetrySchedule {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /** A target that hangs leaves each later one of the round this long, or an even share of what is left if that is less. */
    private static final Duration LEFT_FOR_OTHERS = Duration.ofSeconds(5);

    private final FailoverPolicy policy;
    private final Optional<GatewayException> refusal;
    private final Function<Target, OptionalInt> contextWindows;
    private final DoubleSupplier random;
    private final List<TargetState> targets;
    private final Deque<TargetState> round;
    private final List<TargetState> failed = new ArrayList<>();
    private final Instant end;
    private final Instant retriesEnd;
    private int rounds = 1;

    /**
     * The schedule of a call that starts now.
     *
     * @param contextWindows how many tokens a target can read, if that is known
     * @param random evenly in [0, 1)
     * @param deadline of the call, which no policy extends
     */
    RetrySchedule(
            Route route,
            Function<Target, OptionalInt> contextWindows,
            DoubleSupplier random,
            Instant now,
            Instant deadline) {
        this.policy = route.failover();
        this.refusal = route.refusal();
        this.contextWindows = contextWindows;
        this.random = random;
        this.targets = route.targets().stream().map(TargetState::new).toList();
        this.round = new ArrayDeque<>(targets);
        this.end = policy.within().map(now::plus).filter(deadline::isAfter).orElse(deadline);
        this.retriesEnd = earlier(now.plus(policy.retriesWithin()), deadline);
    }

    /** The target to try now; empty if the round or the time is over. */
    Optional<Target> next(Instant now) {
        if (!hasNext(now)) {
            return Optional.empty();
        }
        TargetState next = round.remove();
        next.attempts++;
        return Optional.of(next.target);
    }

    /** Whether there is a target to try now. */
    boolean hasNext(Instant now) {
        round.removeIf(state -> state.excluded || state.notBefore.isAfter(now));
        return !round.isEmpty() && now.isBefore(end);
    }

    /** When the target that is tried now must have started, so that the others of the round get their attempts, too. */
    Instant waitUntil(Instant now) {
        Duration left = Duration.between(now, end);
        Duration share = left.dividedBy(round.size() + 1L);
        Duration each = share.compareTo(LEFT_FOR_OTHERS) < 0 ? share : LEFT_FOR_OTHERS;
        return end.minus(each.multipliedBy(round.size()));
    }

    /** A target was stopped in favour of another one. If that one fails, this one is tried again. */
    void requeue(Target target) {
        TargetState state = state(target);
        state.attempts--;
        round.addFirst(state);
    }

    /** A target has failed. Returns what follows from it. */
    FailoverDecision failed(Target target, GatewayException failure, Instant now) {
        TargetState state = state(target);
        state.failure = Optional.of(failure);
        state.notBefore = failure.retryAfter() == null ? Instant.MIN : now.plus(failure.retryAfter());
        failed.remove(state);
        failed.add(state);
        FailoverDecision decision = FailoverDecision.of(failure, policy);
        switch (decision) {
            case RETRY -> {}
            case NEXT, FAIL -> state.excluded = true;
            case NEXT_LARGER_CONTEXT -> {
                state.excluded = true;
                contextWindows.apply(target).ifPresent(this::excludeUpTo);
            }
        }
        return decision;
    }

    /** A target whose context window is not known may be large enough. */
    private void excludeUpTo(int contextWindow) {
        for (TargetState state : targets) {
            OptionalInt own = contextWindows.apply(state.target);
            state.excluded = state.excluded || (own.isPresent() && own.getAsInt() <= contextWindow);
        }
    }

    /**
     * Plans another round. Pauses grow and have a random length, so that the clients of an outage do not all come back at once
     * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
     *
     * @return when the round begins; empty if no target or no time is left
     */
    Optional<Instant> nextRound(Instant now) {
        List<TargetState> recovering = targets.stream()
                .filter(state -> !state.excluded && state.failure.isPresent() && state.attempts < policy.tries())
                .toList();
        Optional<Instant> first =
                recovering.stream().map(state -> state.notBefore).min(Instant::compareTo);
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
     * What the client gets if no target has responded: the last failure of a target that may recover, with the shortest wait that
     * one of these requested; or else the last failure of all. If targets were left out, it gets the reason for that: one of them
     * might have responded.
     */
    GatewayException finalFailure(Instant now) {
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (failed.isEmpty()) {
            return new GatewayException(
                    ErrorKind.UPSTREAM_TIMEOUT, "The time was over before a provider could get the request.");
        }
        List<TargetState> recovering =
                failed.stream().filter(state -> !state.excluded).toList();
        if (recovering.isEmpty()) {
            return failed.getLast().failure.orElseThrow();
        }
        GatewayException last = recovering.getLast().failure.orElseThrow();
        return recovering.stream()
                .filter(state -> state.failure.orElseThrow().retryAfter() != null)
                .min(Comparator.comparing(state -> state.notBefore))
                .filter(first -> first.failure.orElseThrow() != last)
                .map(first -> last.retryAfter(Duration.between(now, later(first.notBefore, now))))
                .orElse(last);
    }

    private TargetState state(Target target) {
        return targets.stream()
                .filter(state -> state.target.equals(target))
                .findFirst()
                .orElseThrow();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** One target, and what has come of it so far. */
    private static final class TargetState {
        private final Target target;
        private int attempts;
        private boolean excluded;
        private Instant notBefore = Instant.MIN;
        private Optional<GatewayException> failure = Optional.empty();

        private TargetState(Target target) {
            this.target = target;
        }
    }
}
