package dev.tollgate.health;

import java.time.Duration;
import java.time.Instant;

/**
 * A target's circuit breaker: closed → open → half-open → closed, or open again. It is half-open if it is open and the
 * time for a trial has come.
 *
 * @param open whether the target comes last
 * @param strikes how many times in a row it was opened; each time doubles the wait
 * @param since when it was last opened or closed
 * @param retryAt when one call may try the target, in whole milliseconds
 * @param callsPerSecond the calls of all gateways to the target when it was opened
 * @param stamp random; distinguishes changes that two gateways make in the same millisecond
 */
public record BreakerState(boolean open, int strikes, Instant since, Instant retryAt, long callsPerSecond, long stamp) {
    /** The breaker of a target that never failed. */
    public static final BreakerState NEVER_OPENED = new BreakerState(false, 0, Instant.EPOCH, Instant.EPOCH, 0, 0);

    /** A gateway that dies during its trial delays the next one by this long. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    /** Each wait is shortened by up to this share, so that waits do not end together. */
    private static final double JITTER = 0.2;

    /** Which calls a breaker allows. */
    enum State {
        /** Every call. */
        CLOSED,
        /** One call: the trial. */
        HALF_OPEN,
        /** No call, as long as there is another target. */
        OPEN
    }

    State state(Instant now) {
        if (!open) {
            return State.CLOSED;
        }
        return now.isBefore(retryAt) ? State.OPEN : State.HALF_OPEN;
    }

    /**
     * Opened after failures. If it was closed only recently, the target has not recovered, and its wait keeps growing.
     */
    BreakerState opened(HealthDependencies dependencies, long perSecond) {
        boolean relapse = !since.plus(dependencies.rules().maxBackOff()).isBefore(dependencies.now());
        return opened(relapse ? strikes + 1 : 1, dependencies, perSecond);
    }

    /** Opened again after a failed trial. */
    BreakerState reopened(HealthDependencies dependencies) {
        return opened(strikes + 1, dependencies, callsPerSecond);
    }

    /** Claimed for a trial; no other call may claim it before that trial must have ended. */
    BreakerState claimed(HealthDependencies dependencies) {
        return new BreakerState(
                true, strikes, since, dependencies.now().plus(LEASE), callsPerSecond, dependencies.stamp());
    }

    /** Closed after a successful trial. */
    BreakerState closed(HealthDependencies dependencies) {
        return new BreakerState(false, strikes, dependencies.now(), Instant.EPOCH, 0, dependencies.stamp());
    }

    private static BreakerState opened(int strikes, HealthDependencies dependencies, long perSecond) {
        Instant now = dependencies.now();
        return new BreakerState(
                true, strikes, now, now.plus(wait(strikes, dependencies)), perSecond, dependencies.stamp());
    }

    private static Duration wait(int strikes, HealthDependencies dependencies) {
        Duration max = dependencies.rules().maxBackOff();
        // 30 doublings exceed any maximum.
        Duration doubled = dependencies.rules().backOff().multipliedBy(1L << Math.min(strikes - 1, 30));
        Duration wait = doubled.compareTo(max) < 0 ? doubled : max;
        return Duration.ofMillis(Math.round(wait.toMillis() * (1 - JITTER * dependencies.chance())));
    }
}
