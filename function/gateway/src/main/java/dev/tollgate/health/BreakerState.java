package dev.tollgate.health;

import java.time.Duration;
import java.time.Instant;

/**
 * A target's circuit breaker: closed → open → half-open → closed, or open again. What is half-open is one that is open and
 * whose time for a trial has come.
 *
 * @param open whether the target is passed over
 * @param strikes how many times in a row it was opened; each doubles the wait
 * @param since when it was opened or closed last
 * @param retryAt from when on one call may try it, in whole milliseconds
 * @param callsPerSecond that the target had when it was opened, of all gateways together
 * @param stamp tells two changes apart that are otherwise alike: made by two gateways in the same millisecond
 */
public record BreakerState(boolean open, int strikes, Instant since, Instant retryAt, long callsPerSecond, long stamp) {
    /** Nothing was ever wrong with the target. */
    public static final BreakerState NEVER_OPENED = new BreakerState(false, 0, Instant.EPOCH, Instant.EPOCH, 0, 0);

    /** Who tries a target and is never heard of again holds up the next trial for so long. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Fewer waits of one length would end together; a wait is up to this share shorter. */
    private static final double JITTER = 0.2;

    /** What a breaker lets through. */
    enum State {
        /** Every call. */
        CLOSED,
        /** One call: the trial. */
        HALF_OPEN,
        /** No call, while there is another target. */
        OPEN
    }

    State state(Instant now) {
        if (!open) {
            return State.CLOSED;
        }
        return now.isBefore(retryAt) ? State.OPEN : State.HALF_OPEN;
    }

    /** Opened on evidence. One that was closed only a while ago has not recovered: its wait goes on growing. */
    BreakerState opened(HealthDependencies in, long perSecond) {
        boolean relapse = !since.plus(in.rules().maxBackOff()).isBefore(in.now());
        return opened(relapse ? strikes + 1 : 1, in, perSecond);
    }

    /** Opened again by a trial that failed. */
    BreakerState struck(HealthDependencies in) {
        return opened(strikes + 1, in, callsPerSecond);
    }

    /** The trial is somebody's; nobody else's before it must have ended. */
    BreakerState claimed(HealthDependencies in) {
        return new BreakerState(true, strikes, since, in.now().plus(LEASE), callsPerSecond, in.stamp());
    }

    /** Closed by an answer. */
    BreakerState closed(HealthDependencies in) {
        return new BreakerState(false, strikes, in.now(), Instant.EPOCH, 0, in.stamp());
    }

    private static BreakerState opened(int strikes, HealthDependencies in, long perSecond) {
        Instant now = in.now();
        return new BreakerState(true, strikes, now, now.plus(wait(strikes, in)), perSecond, in.stamp());
    }

    private static Duration wait(int strikes, HealthDependencies in) {
        Duration longest = in.rules().maxBackOff();
        // Beyond thirty doublings any wait is above any bound.
        Duration doubled = in.rules().backOff().multipliedBy(1L << Math.min(strikes - 1, 30));
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 - JITTER * in.chance())));
    }
}
