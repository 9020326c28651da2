package dev.tollgate.emulator;

import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.time.Duration;

/**
 * What an endpoint refuses by itself.
 *
 * @param patience how long it waits for a response to begin
 * @param burst how many requests it takes at once before it throttles
 * @param requestsPerSecond how many more it takes each second from then on
 * @param concurrency how many environments the function may have
 */
record EndpointLimits(Duration patience, int burst, int requestsPerSecond, int concurrency) {
    /** API Gateway's largest request (https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html). */
    private static final int MAX_BODY = 10 * 1024 * 1024;

    /** As {@code infra/api.yaml} sets them, for an account with the default quotas. */
    static EndpointLimits of(EndpointType endpoint) {
        return new EndpointLimits(
                endpoint == EndpointType.HTTP ? Duration.ofSeconds(30) : Duration.ofMinutes(15), 5_000, 10_000, 1_000);
    }

    EndpointLimits waiting(Duration time) {
        return new EndpointLimits(time, burst, requestsPerSecond, concurrency);
    }

    EndpointLimits throttling(int requests, int perSecond) {
        return new EndpointLimits(patience, requests, perSecond, concurrency);
    }

    EndpointLimits running(int environments) {
        return new EndpointLimits(patience, burst, requestsPerSecond, environments);
    }

    /** The largest body of a request. A function URL has no endpoint in front that could refuse it, only Lambda's limit of events. */
    static boolean allows(EndpointType endpoint, int bodyBytes) {
        return endpoint == EndpointType.URL || bodyBytes <= MAX_BODY;
    }
}
