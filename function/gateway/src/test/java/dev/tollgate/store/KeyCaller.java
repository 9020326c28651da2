package dev.tollgate.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tollgate.limit.RateLimitKey;
import dev.tollgate.limit.RateLimits;
import dev.tollgate.limit.RateReservation;
import dev.tollgate.openai.GatewayException;
import java.time.Clock;
import java.time.Duration;

/** Somebody with a key, whose calls take up to ten minutes. */
record KeyCaller(DynamoRateLimiter limits, String key, Clock clock) {
    static final Duration CALL = Duration.ofMinutes(10);

    RateReservation reserve(RateLimits rateLimits, long tokens) {
        return limits.reserve(
                RateLimitKey.ofKey(key, rateLimits), tokens, clock.instant().plus(CALL));
    }

    GatewayException refusal(RateLimits rateLimits, long tokens) {
        GatewayException refusal = catchThrowableOfType(GatewayException.class, () -> reserve(rateLimits, tokens));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    /** The same key in another environment. */
    KeyCaller in(DynamoRateLimiter environment) {
        return new KeyCaller(environment, key, clock);
    }
}
