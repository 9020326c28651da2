package dev.tollgate.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The token bucket with which API Gateway throttles (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html). */
final class RequestThrottle {
    private final int burst;
    private final int perSecond;
    private final Clock clock;
    private double tokens;
    private Instant filled;

    RequestThrottle(EndpointLimits limits, Clock clock) {
        this.burst = limits.burst();
        this.perSecond = limits.requestsPerSecond();
        this.clock = clock;
        this.tokens = burst;
        this.filled = clock.instant();
    }

    /** Takes a request, or returns false. */
    synchronized boolean take() {
        Instant now = clock.instant();
        double seconds = Duration.between(filled, now).toNanos() / 1e9;
        tokens = Math.min(burst, tokens + seconds * perSecond);
        filled = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
