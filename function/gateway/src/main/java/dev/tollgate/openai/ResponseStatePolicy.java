package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;

/**
 * Whether the gateway keeps responses of the Responses API for its clients, as the gateway or a key sets it.
 *
 * @param store whether a client may store a response, read it again and continue it
 * @param background whether it may have a response made while it does not wait; only with {@code store}
 * @param ttlSeconds how long a response is kept
 */
public record ResponseStatePolicy(
        boolean store,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean background,
        @JsonProperty("ttl_seconds") long ttlSeconds) {

    /** How long a response is kept if the policy does not say so, as at OpenAI. */
    public static final Duration DEFAULT_TTL = Duration.ofDays(30);

    /** The longest time that a response may be kept. */
    public static final Duration LONGEST_TTL = Duration.ofDays(365);

    /** Nothing is kept. */
    public static final ResponseStatePolicy OFF = new ResponseStatePolicy(false, false, 0);

    public ResponseStatePolicy {
        ttlSeconds = ttlSeconds == 0 ? DEFAULT_TTL.toSeconds() : ttlSeconds;
    }

    /** How long a response is kept. */
    public Duration ttl() {
        return Duration.ofSeconds(ttlSeconds);
    }
}
