package dev.tollgate.health;

import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reports a sample of this process's calls to the store. Each sampled call has the weight of the calls it represents.
 * So the sums are right on average with any number of gateways, and the number of writes is bounded.
 */
final class SampledReporter {
    /** Successes say little while there are no failures: one of this many is reported. */
    private static final long ONE_OF = 20;

    /** All gateways together report about this many successes of a target per second at most. */
    private static final double SUCCESSES_PER_SECOND = 10;

    /** The same for failures, which matter more. */
    private static final double FAILURES_PER_SECOND = 100;

    /** One process writes at most this often. */
    private static final Duration WRITE_INTERVAL = Duration.ofSeconds(1);

    /** While a provider hangs no call ends, so the rate must decay slowly: as many calls as before time out later. */
    private static final Duration RATE_HALF_LIFE = Duration.ofSeconds(30);

    private final CachedHealthSnapshot snapshot;
    private final HealthDependencies dependencies;
    private final Map<ModelName, Rate> rates = new ConcurrentHashMap<>();
    private Map<ModelName, CallStats> unreported = new HashMap<>();
    private Instant unreportedSince = Instant.EPOCH;
    private Instant lastReport = Instant.EPOCH;

    SampledReporter(CachedHealthSnapshot snapshot, HealthDependencies dependencies) {
        this.snapshot = snapshot;
        this.dependencies = dependencies;
    }

    /** Sets the expected calls per second of all gateways, unless the decayed previous value is higher. */
    void expect(ModelName model, double callsPerSecond) {
        Rate rate = new Rate(callsPerSecond, dependencies.now());
        rates.merge(model, rate, (before, now) -> before.at(dependencies.now()) > now.callsPerSecond() ? before : now);
    }

    /** Records one call, and writes a report if one is due. */
    void record(ModelName model, CallStats call) {
        long weight = weight(model, call);
        if (dependencies.chance() * weight < 1) {
            Map<ModelName, CallStats> report = add(model, call.times(weight));
            if (!report.isEmpty()) {
                dependencies.background().run(() -> snapshot.report(report));
            }
        }
    }

    /** How many calls a reported call represents. */
    private long weight(ModelName model, CallStats call) {
        Rate rate = rates.get(model);
        double callsPerSecond = rate == null ? 0 : rate.at(dependencies.now());
        if (call.failures() > 0) {
            return weight(callsPerSecond, FAILURES_PER_SECOND);
        }
        // Once there are failures, the exact share of successes matters.
        double failures = snapshot.latest().recent(model, dependencies.now()).failureReports();
        boolean suspect = failures * 2 >= dependencies.rules().leastFailures();
        return Math.max(weight(callsPerSecond, SUCCESSES_PER_SECOND), suspect ? 1 : ONE_OF);
    }

    private static long weight(double callsPerSecond, double reportsPerSecond) {
        return Math.max(1, (long) Math.ceil(callsPerSecond / reportsPerSecond));
    }

    private synchronized Map<ModelName, CallStats> add(ModelName model, CallStats callStats) {
        Instant now = dependencies.now();
        if (unreportedSince.plus(HealthSnapshot.WINDOW).isBefore(now)) {
            // The process was frozen or had no calls, so its old calls are outdated.
            unreported = new HashMap<>();
        }
        if (unreported.isEmpty()) {
            unreportedSince = now;
        }
        unreported.merge(model, callStats, CallStats::plus);
        if (now.isBefore(lastReport.plus(WRITE_INTERVAL))) {
            return Map.of();
        }
        Map<ModelName, CallStats> report = unreported;
        unreported = new HashMap<>();
        lastReport = now;
        return report;
    }

    /** A rate that decays from the time it was read. */
    private record Rate(double callsPerSecond, Instant since) {

        private double at(Instant now) {
            return callsPerSecond
                    * Math.pow(0.5, (double) Duration.between(since, now).toMillis() / RATE_HALF_LIFE.toMillis());
        }
    }
}
