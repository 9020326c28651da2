package dev.tollgate.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of a call's time that is not the gateway's own: providers compute, and failed targets get a pause. A hedged call
 * waits for several at once, on threads of their own.
 */
public final class UpstreamWaits {
    private final Instant receivedAt;
    private int waiting;
    private Instant waitingSince;
    private Duration waited = Duration.ZERO;
    private boolean started;
    private @Nullable Duration overhead;

    UpstreamWaits(Instant receivedAt) {
        this.receivedAt = receivedAt;
        this.waitingSince = receivedAt;
    }

    /** A wait begins. */
    public synchronized void begin(Instant now) {
        if (waiting++ == 0) {
            waitingSince = now;
        }
    }

    /** A provider has started to respond or has failed, or a pause is over. */
    public synchronized void end(Instant now) {
        if (--waiting == 0) {
            waited = waited.plus(Duration.between(waitingSince, now));
        }
        if (!started) {
            overhead = own(now);
        }
    }

    /** The response goes out: the gateway's own time until now is what it has added to it. */
    synchronized Duration responseStarted(Instant now) {
        started = true;
        overhead = own(now);
        return overhead;
    }

    private Duration own(Instant now) {
        Duration current = waiting == 0 ? Duration.ZERO : Duration.between(waitingSince, now);
        return Duration.between(receivedAt, now).minus(waited).minus(current);
    }

    /** The gateway's own time until the response started, or else until the last wait ended; null if there was no wait. */
    synchronized @Nullable Duration overhead() {
        return overhead;
    }
}
