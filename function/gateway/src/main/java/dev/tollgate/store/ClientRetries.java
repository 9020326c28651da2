package dev.tollgate.store;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How often a client of AWS sends a request again. Waits double, and are random up to a maximum, so that gateways that
 * fail together do not retry together.
 *
 * @param attempts at most, with the first
 * @param firstWait the maximum of the first wait
 * @param longestWait the maximum of all waits
 */
record ClientRetries(int attempts, Duration firstWait, Duration longestWait) {
    /** For the tables, which respond at once or hardly at all. */
    static final ClientRetries TABLES = new ClientRetries(3, Duration.ofMillis(25), Duration.ofMillis(500));

    /**
     * For secrets: their quotas are small, and a fleet that starts needs them all at once. The time-out of the call ends
     * the attempts.
     */
    static final ClientRetries SECRETS = new ClientRetries(100, Duration.ofMillis(100), Duration.ofSeconds(2));

    /**
     * Returns the SDK's strategy.
     *
     * @param circuitBreaker whether the SDK stops retrying for a while after many failures
     */
    RetryStrategy strategy(boolean circuitBreaker) {
        BackoffStrategy waits = BackoffStrategy.exponentialDelay(firstWait, longestWait);
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(attempts)
                .circuitBreakerEnabled(circuitBreaker)
                .backoffStrategy(waits)
                .throttlingBackoffStrategy(waits)
                .build();
    }
}
