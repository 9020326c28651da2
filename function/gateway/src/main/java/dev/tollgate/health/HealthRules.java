package dev.tollgate.health;

import dev.tollgate.config.GatewayConfig;
import java.time.Duration;

/**
 * When a circuit breaker opens, and for how long.
 *
 * @param failureShare the share of recent calls that must have failed, above 0 and at most 1
 * @param leastFailures the minimum number of failures, because a high share of few calls proves nothing
 * @param backOff the wait before the first trial; doubles after each failed trial
 * @param maxBackOff the maximum wait
 * @param refresh how old the shared snapshot may be
 */
record HealthRules(double failureShare, int leastFailures, Duration backOff, Duration maxBackOff, Duration refresh) {

    /** The store forgets breakers after a day, so waits must be much shorter. */
    private static final Duration MAX_BACK_OFF = Duration.ofHours(1);

    HealthRules {
        require(failureShare > 0 && failureShare <= 1, "tollgate.health.failure-share must be above 0 and at most 1");
        require(leastFailures > 0, "tollgate.health.least-failures must be at least 1");
        require(backOff.isPositive(), "tollgate.health.back-off must be longer than 0");
        require(maxBackOff.compareTo(backOff) >= 0, "tollgate.health.max-back-off must not be below back-off");
        require(maxBackOff.compareTo(MAX_BACK_OFF) <= 0, "tollgate.health.max-back-off must be at most an hour");
        require(refresh.isPositive(), "tollgate.health.refresh must be longer than 0");
    }

    static HealthRules of(GatewayConfig.Health config) {
        return new HealthRules(
                config.failureShare(), config.leastFailures(), config.backOff(), config.maxBackOff(), config.refresh());
    }

    /** Whether these failures are an outage. */
    boolean isOutage(HealthSnapshot.RecentCalls recent) {
        return recent.failureReports() >= leastFailures && recent.failures() >= failureShare * recent.calls();
    }

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
