package dev.tollgate.health;

import dev.tollgate.config.GatewayConfig;
import java.time.Duration;

/**
 * When a target is passed over, and for how long.
 *
 * @param failureShare of the calls of late that must have failed, above 0 and at most 1
 * @param leastFailures fewer prove nothing, whatever their share
 * @param backOff until the first trial; doubled after each trial that fails
 * @param maxBackOff until any trial
 * @param refresh how old the shared board may be
 */
record HealthRules(double failureShare, int leastFailures, Duration backOff, Duration maxBackOff, Duration refresh) {

    /** The board forgets its breakers after a day. */
    private static final Duration LONGEST = Duration.ofHours(1);

    HealthRules {
        require(failureShare > 0 && failureShare <= 1, "tollgate.health.failure-share must be above 0 and at most 1");
        require(leastFailures > 0, "tollgate.health.least-failures must be at least 1");
        require(backOff.isPositive(), "tollgate.health.back-off must be longer than nothing");
        require(maxBackOff.compareTo(backOff) >= 0, "tollgate.health.max-back-off must not be below back-off");
        require(maxBackOff.compareTo(LONGEST) <= 0, "tollgate.health.max-back-off must be at most an hour");
        require(refresh.isPositive(), "tollgate.health.refresh must be longer than nothing");
    }

    static HealthRules of(GatewayConfig.Health config) {
        return new HealthRules(
                config.failureShare(), config.leastFailures(), config.backOff(), config.maxBackOff(), config.refresh());
    }

    /** Whether this is an outage. */
    boolean outage(HealthSnapshot.Recent recent) {
        return recent.failureReports() >= leastFailures && recent.failures() >= failureShare * recent.calls();
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
