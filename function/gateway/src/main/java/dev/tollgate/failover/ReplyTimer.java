package dev.tollgate.failover;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How long a provider's reply may take, and whether it has taken too long. */
final class ReplyTimer {
    /** How long a complete reply waits for its usage and the stream's end: some providers leave the connection open. */
    static final Duration LINGER = Duration.ofSeconds(2);

    /** A provider that sends comments only, or other signs of life without content, gets so many times the longest silence. */
    private static final int MAX_EXTENSION = 5;

    private final AttemptTimeouts timeouts;
    private final Instant deadline;
    private final Duration heartbeat;
    private final Clock clock;
    private Instant lastSignOfLife;
    private Instant lastProgress;
    private @Nullable Instant completeAt;

    /**
     * The timer of an attempt that starts now.
     *
     * @param deadline of the call
     * @param heartbeat how often a client that waits gets a sign of life
     */
    ReplyTimer(AttemptTimeouts timeouts, Instant deadline, Duration heartbeat, Clock clock) {
        this.timeouts = timeouts;
        this.deadline = deadline;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.lastSignOfLife = clock.instant();
        this.lastProgress = lastSignOfLife;
    }

    /** When a streamed reply must have started. A model may compute for longer if its provider sends signs of life. */
    Instant firstTokenBy() {
        return earlier(silentUntil(timeouts.silence()), timeouts.firstTokenBy());
    }

    private Instant silentUntil(Duration longest) {
        return earlier(lastSignOfLife.plus(longest), lastProgress.plus(longest.multipliedBy(MAX_EXTENSION)));
    }

    /** When a reply in one piece must be there. */
    Instant wholeBy() {
        return timeouts.wholeBy();
    }

    /** The longest silence in the middle of a reply in one piece. */
    Duration idle() {
        return timeouts.idle();
    }

    /** The time it is. */
    Instant now() {
        return clock.instant();
    }

    Duration heartbeat() {
        return heartbeat;
    }

    /**
     * Bytes came.
     *
     * @param progress whether the reply is any longer for them: comments are only a sign of life
     */
    void received(boolean progress) {
        lastSignOfLife = clock.instant();
        if (progress) {
            lastProgress = lastSignOfLife;
            // Some replies go on after their finish.
            completeAt = null;
        }
    }

    /** A provider may send comments after a complete reply, but nobody waits for them. */
    boolean lingeredEnough(boolean complete) {
        if (complete && completeAt == null) {
            completeAt = lastSignOfLife;
        }
        return completeAt != null && lastSignOfLife.isAfter(completeAt.plus(LINGER));
    }

    /**
     * How long to wait for the next bytes.
     *
     * @param lastSent when the client was last sent something; null before the response started
     */
    Duration wait(boolean complete, @Nullable Instant lastSent) {
        if (complete) {
            return LINGER;
        }
        Instant next =
                lastSent == null ? firstTokenBy() : earlier(lastSent.plus(heartbeat), silentUntil(timeouts.idle()));
        Duration wait = Duration.between(clock.instant(), earlier(next, deadline));
        return wait.isPositive() ? wait : Duration.ZERO;
    }

    /**
     * Checks that there is time left.
     *
     * @param started whether the client has been sent something
     * @throws GatewayException {@code UPSTREAM_TIMEOUT}
     */
    void requireTime(boolean started) {
        Instant now = clock.instant();
        if (!now.isBefore(deadline)) {
            throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The answer took longer than a request may take.");
        }
        if (!started && !now.isBefore(firstTokenBy())) {
            throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider did not begin its answer in time.");
        }
        if (started && !now.isBefore(silentUntil(timeouts.idle()))) {
            throw new GatewayException(ErrorKind.UPSTREAM_TIMEOUT, "The provider stopped in the middle of its answer.");
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
