package dev.tollgate.health;

import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the board of a sample of this process's calls, each with the weight of those it stands for: the sums are right on
 * average, however many gateways there are, and the writes are bounded.
 */
final class SampledReporter {
    /** Answers say little while all is well: one of so many is told. */
    private static final long ONE_OF = 20;

    /** At most so many answers of a target are told per second, by all gateways together. */
    private static final double ANSWERS_PER_SECOND = 10;

    /** Failures are the news. */
    private static final double FAILURES_PER_SECOND = 100;

    /** One process writes at most this often. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** While a provider hangs no call ends; those that time out then are as many as before. */
    private static final Duration RATE_HALVES = Duration.ofSeconds(30);

    private final CachedHealthSnapshot board;
    private final HealthDependencies in;
    private final Map<ModelName, Rate> rates = new ConcurrentHashMap<>();
    private Map<ModelName, CallStats> untold = new HashMap<>();
    private Instant untoldSince = Instant.EPOCH;
    private Instant lastTold = Instant.EPOCH;

    SampledReporter(CachedHealthSnapshot board, HealthDependencies in) {
        this.board = board;
        this.in = in;
    }

    /** Expects so many calls per second of all gateways, or not many less than there were. */
    void expect(ModelName model, double callsPerSecond) {
        Rate rate = new Rate(callsPerSecond, in.now());
        rates.merge(model, rate, (before, now) -> before.at(in.now()) > now.callsPerSecond() ? before : now);
    }

    /** Notes one call, and writes what there is to tell, if it is time to. */
    void note(ModelName model, CallStats call) {
        long weight = weight(model, call);
        if (in.chance() * weight < 1) {
            Map<ModelName, CallStats> telling = add(model, call.times(weight));
            if (!telling.isEmpty()) {
                in.background().run(() -> board.report(telling));
            }
        }
    }

    /** How many calls one that is told stands for. */
    private long weight(ModelName model, CallStats call) {
        Rate rate = rates.get(model);
        double callsPerSecond = rate == null ? 0 : rate.at(in.now());
        if (call.failures() > 0) {
            return weight(callsPerSecond, FAILURES_PER_SECOND);
        }
        // Where there are failures, the answers beside them decide.
        double failures = board.latest().recent(model, in.now()).failureReports();
        boolean suspect = failures * 2 >= in.rules().leastFailures();
        return Math.max(weight(callsPerSecond, ANSWERS_PER_SECOND), suspect ? 1 : ONE_OF);
    }

    private static long weight(double callsPerSecond, double toldPerSecond) {
        return Math.max(1, (long) Math.ceil(callsPerSecond / toldPerSecond));
    }

    private synchronized Map<ModelName, CallStats> add(ModelName model, CallStats callStats) {
        Instant now = in.now();
        if (untoldSince.plus(HealthSnapshot.WINDOW).isBefore(now)) {
            // It was frozen, or had no calls: what it saw then is no news.
            untold = new HashMap<>();
        }
        if (untold.isEmpty()) {
            untoldSince = now;
        }
        untold.merge(model, callStats, CallStats::plus);
        if (now.isBefore(lastTold.plus(PAUSE))) {
            return Map.of();
        }
        Map<ModelName, CallStats> telling = untold;
        untold = new HashMap<>();
        lastTold = now;
        return telling;
    }

    /** What was read at a time, and fades from then on. */
    private record Rate(double callsPerSecond, Instant since) {

        private double at(Instant now) {
            return callsPerSecond
                    * Math.pow(0.5, (double) Duration.between(since, now).toMillis() / RATE_HALVES.toMillis());
        }
    }
}
