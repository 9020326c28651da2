package dev.tollgate.limit;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/** Port: the counters of rate limits, which all gateways share. */
public interface RateLimiter {

    /**
     * Reserves one request, its estimated tokens and one concurrent slot. It reserves all or nothing, in one atomic
     * step.
     *
     * @param tokens the estimate, which {@link #settle} corrects
     * @param deadline until when the request may hold its slot; afterwards the slot counts as free
     * @throws GatewayException {@code REQUEST_RATE_EXCEEDED}, {@code TOKEN_RATE_EXCEEDED} or
     *     {@code CONCURRENCY_EXCEEDED} with the exact wait; {@code STORE_UNAVAILABLE} if the store does not answer
     */
    default RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline) {
        return reserve(rateLimitKey, tokens, deadline, RateReservation.RateGrant.randomNumber());
    }

    /**
     * The same.
     *
     * @param number of the grant, for {@link #withdraw}
     */
    RateReservation reserve(RateLimitKey rateLimitKey, long tokens, Instant deadline, long number);

    /**
     * Releases the concurrent slot of a reservation that failed with {@code STORE_UNAVAILABLE}, if it was taken all the same.
     * Releasing it twice changes nothing.
     *
     * @throws GatewayException {@code STORE_UNAVAILABLE}
     */
    void withdraw(RateLimitKey rateLimitKey, long number);

    /**
     * Releases the slot and the reserved tokens that were not used, or counts the tokens that were used beyond them.
     * Settling twice changes nothing.
     *
     * @param tokensUsed prompt and completion tokens
     */
    void settle(RateReservation reservation, long tokensUsed);

    /**
     * Counts tokens that were used after the settlement, from now on.
     *
     * @param tokens beyond those of the settlement
     */
    void countLate(RateReservation reservation, long tokens);

    /** Releases everything, also the request, because no provider was called. Changes nothing once it is settled. */
    void cancel(RateReservation reservation);
}
