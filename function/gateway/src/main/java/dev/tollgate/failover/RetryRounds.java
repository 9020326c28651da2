package dev.tollgate.failover;

import dev.tollgate.call.UpstreamWaits;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.FailoverPolicy;
import dev.tollgate.route.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A {@link RetrySchedule} in real time: {@code next* (pause next*)*}. */
final class RetryRounds {
    private final RetrySchedule schedule;
    private final FailoverPolicy policy;
    private final DefaultTimeouts defaults;
    private final RetryPause pause;
    private final Clock clock;
    private Instant roundBegins = Instant.MIN;

    /**
     * The rounds of one call.
     *
     * @param defaults what holds unless the policy says otherwise
     */
    RetryRounds(
            RetrySchedule schedule, FailoverPolicy policy, DefaultTimeouts defaults, RetryPause pause, Clock clock) {
        this.schedule = schedule;
        this.policy = policy;
        this.defaults = defaults;
        this.pause = pause;
        this.clock = clock;
    }

    /** The target to try now; empty if the round or the time is over. */
    Optional<Target> next() {
        return schedule.next(now());
    }

    boolean hasNext() {
        return schedule.hasNext(now());
    }

    /** How long the target that is tried now may keep the call waiting. */
    AttemptTimeouts timeouts() {
        Instant now = clock.instant();
        Instant end = schedule.waitUntil(now);
        Instant firstToken =
                policy.firstToken().map(now::plus).filter(end::isAfter).orElse(end);
        return new AttemptTimeouts(
                policy.firstToken().orElse(defaults.firstToken()),
                firstToken,
                policy.idle().orElse(defaults.idle()),
                wholeBy(now, end));
    }

    /**
     * A target that never responds must not keep the whole call from the next one. The last target has all the time that is left, and
     * an alias with a time limit of its own has divided it already.
     */
    private Instant wholeBy(Instant now, Instant end) {
        Instant bound = now.plus(defaults.whole());
        return policy.within().isEmpty() && schedule.hasNext(now) && bound.isBefore(end) ? bound : end;
    }

    FailoverDecision failed(Target target, GatewayException failure) {
        return schedule.failed(target, failure, clock.instant());
    }

    void requeue(Target target) {
        schedule.requeue(target);
    }

    /**
     * Pauses before the next round.
     *
     * @throws GatewayException what the client gets if there is no further round, or {@code CLIENT_GONE}
     */
    void pause(UpstreamWaits waits, ClientDisconnect disconnect) {
        Instant now = clock.instant();
        roundBegins = schedule.nextRound(now).orElseThrow(() -> schedule.finalFailure(now));
        waits.begin(now);
        pause.await(Duration.between(now, roundBegins), disconnect.latch());
        waits.end(clock.instant());
        if (disconnect.happened()) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "The client closed the connection.");
        }
    }

    /** Never before the pause was to end: timers and the calendar run by different clocks. */
    private Instant now() {
        Instant now = clock.instant();
        return now.isBefore(roundBegins) ? roundBegins : now;
    }
}
