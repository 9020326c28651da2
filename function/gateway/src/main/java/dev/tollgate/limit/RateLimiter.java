package dev.tollgate.limit;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/** Port: the counters that all environments share. */
public interface RateLimiter {

    /**
     * Takes one request, its estimated tokens and one concurrent slot, all or nothing, in one step that no two
     * environments can both win.
     *
     * @param tokens the estimate, settled later
     * @param deadline until when the request may hold its slot; after it the slot counts as free
     * @throws GatewayException {@code REQUEST_RATE_EXCEEDED}, {@code TOKEN_RATE_EXCEEDED} or {@code CONCURRENCY_EXCEEDED}
     *     with the true wait; {@code STORE_UNAVAILABLE} where it cannot be told
     */
    RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline);

    /**
     * Gives back the slot and what was reserved but not used, or takes what was used beyond it. Settling twice changes
     * nothing.
     *
     * @param tokensUsed prompt and completion tokens
     */
    void settle(RateReservation reservation, long tokensUsed);

    /** Gives back all of it, the request too, where nobody was asked. Changes nothing where it is settled. */
    void cancel(RateReservation reservation);
}
