package dev.tollgate.call;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.route.Failover;
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
final class Rotation {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    /** A target that hangs leaves each later one of the round so long, or an even share of what is less. */
    private static final Duration LEFT_FOR_OTHERS = Duration.ofSeconds(5);

    private final Failover failover;
    private final Function<Target, OptionalInt> windows;
    private final DoubleSupplier random;
    private final List<Place> places;
    private final Deque<Place> round;
    private final List<Place> failed = new ArrayList<>();
    private final Instant end;
    private final Instant retriesEnd;
    private int rounds = 1;

    /** One target's place in the order, and what has come of it. */
    private static final class Place {
        private final Target target;
        private int asked;
        private boolean out;
        private Instant notBefore = Instant.MIN;
        private ChatFailure failure;

        private Place(Target target) {
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
    Rotation(Route route, Function<Target, OptionalInt> windows, DoubleSupplier random, Instant now, Instant deadline) {
        this.failover = route.failover();
        this.windows = windows;
        this.random = random;
        this.places = route.targets().stream().map(Place::new).toList();
        this.round = new ArrayDeque<>(places);
        this.end = failover.within().map(now::plus).filter(deadline::isAfter).orElse(deadline);
        this.retriesEnd = earlier(now.plus(failover.retriesWithin()), deadline);
    }

    /** The target whose turn it is now; nobody where the round or the time is over. */
    Optional<Target> next(Instant now) {
        if (!hasNext(now)) {
            return Optional.empty();
        }
        Place place = round.remove();
        place.asked++;
        return Optional.of(place.target);
    }

    /** Whether there is such a target. */
    boolean hasNext(Instant now) {
        round.removeIf(place -> place.out || place.notBefore.isAfter(now));
        return !round.isEmpty() && now.isBefore(end);
    }

    /** Until when the target that is asked now must have begun, so that the others of the round have their turns too. */
    Instant patienceEnds(Instant now) {
        Duration left = Duration.between(now, end);
        Duration share = left.dividedBy(round.size() + 1L);
        Duration each = share.compareTo(LEFT_FOR_OTHERS) < 0 ? share : LEFT_FOR_OTHERS;
        // Without a budget of its own an alias waits for each as long as the gateway does.
        return failover.within().isPresent() ? end.minus(each.multipliedBy(round.size())) : end;
    }

    /** A target was stopped in favour of another: should that one fail, it has its turn again. */
    void notHeard(Target target) {
        Place place = place(target);
        place.asked--;
        round.addFirst(place);
    }

    /** A target has failed. Says what follows from it. */
    Consequence failed(Target target, ChatFailure failure, Instant now) {
        Place place = place(target);
        place.failure = failure;
        place.notBefore = failure.retryAfter() == null ? Instant.MIN : now.plus(failure.retryAfter());
        failed.remove(place);
        failed.add(place);
        Consequence consequence = Consequence.of(failure, failover);
        switch (consequence) {
            case AGAIN -> {}
            case NEXT, STOP -> place.out = true;
            case LARGER -> {
                place.out = true;
                windows.apply(target).ifPresent(this::dropUpTo);
            }
        }
        return consequence;
    }

    /** A target of unknown size may be large enough. */
    private void dropUpTo(int window) {
        for (Place place : places) {
            OptionalInt own = windows.apply(place.target);
            place.out = place.out || (own.isPresent() && own.getAsInt() <= window);
        }
    }

    /**
     * Begins another round. Pauses grow, and their length is left to chance, so that the callers of an outage do not all
     * come back at once (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
     *
     * @return when it begins; empty where there is none, for lack of targets or of time
     */
    Optional<Instant> again(Instant now) {
        List<Place> recovering = places.stream()
                .filter(place -> !place.out && place.failure != null && place.asked < failover.tries())
                .toList();
        Optional<Instant> first =
                recovering.stream().map(place -> place.notBefore).min(Instant::compareTo);
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
    ChatFailure failure(Instant now) {
        if (failed.isEmpty()) {
            return new ChatFailure(ErrorKind.UPSTREAM_TIMEOUT, "The time was over before a provider could be asked.");
        }
        List<Place> recovering = failed.stream().filter(place -> !place.out).toList();
        if (recovering.isEmpty()) {
            return failed.getLast().failure;
        }
        ChatFailure last = recovering.getLast().failure;
        return recovering.stream()
                .filter(place -> place.failure.retryAfter() != null)
                .min(Comparator.comparing(place -> place.notBefore))
                .filter(first -> first.failure != last)
                .map(first -> last.retryAfter(Duration.between(now, later(first.notBefore, now))))
                .orElse(last);
    }

    private Place place(Target target) {
        return places.stream()
                .filter(place -> place.target.equals(target))
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
