package dev.tollgate.call;

import java.time.Duration;
import java.time.Instant;

/**
 * What of a call's time is not the gateway's own: providers think, and what has failed is given a pause. Several may be waited
 * for at once, in threads of their own.
 */
public final class UpstreamWaits {
    private final Instant receivedAt;
    private int waiting;
    private Instant since;
    private Duration waited = Duration.ZERO;
    private boolean answered;
    private Duration overhead;

    UpstreamWaits(Instant receivedAt) {
        this.receivedAt = receivedAt;
    }

    public synchronized void begin(Instant now) {
        if (waiting++ == 0) {
            since = now;
        }
    }

    /** One of those waited for has begun to answer, or failed to. */
    public synchronized void end(Instant now) {
        if (--waiting == 0) {
            waited = waited.plus(Duration.between(since, now));
        }
        if (!answered) {
            overhead = own(now);
        }
    }

    /** The answer goes out: what the gateway itself has taken until now is what it has added to it. */
    synchronized void answered(Instant now) {
        answered = true;
        overhead = own(now);
    }

    private Duration own(Instant now) {
        Duration current = waiting == 0 ? Duration.ZERO : Duration.between(since, now);
        return Duration.between(receivedAt, now).minus(waited).minus(current);
    }

    /** What the gateway itself has taken until the answer went out, or until the last wait in vain; null where nobody was waited for. */
    synchronized Duration overhead() {
        return overhead;
    }
}
