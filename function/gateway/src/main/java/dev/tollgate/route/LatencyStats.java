package dev.tollgate.route;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How fast each target recently was, as seen by this process. */
@ApplicationScoped
public class LatencyStats {
    /** The weight of the newest response in the average: in effect, the last six responses count. */
    private static final double NEWEST = 0.3;

    /** A target that was slow longer ago than this may be fast again, so it is tried as if it were new. */
    private static final Duration MEMORY = Duration.ofMinutes(5);

    /** Clients may name any model of a provider. Beyond this number, the target that responded longest ago is dropped. */
    private static final int MAX_TARGETS = 1_000;

    private final Map<ModelName, AverageLatency> latencies = new ConcurrentHashMap<>();

    /**
     * A target's decaying averages.
     *
     * @param firstTokenMillis time to first token
     * @param millisPerToken time per token after the first one
     * @param at when the latest response was recorded
     */
    record AverageLatency(double firstTokenMillis, double millisPerToken, Instant at) {

        private AverageLatency then(AverageLatency newer) {
            return new AverageLatency(
                    mean(firstTokenMillis, newer.firstTokenMillis),
                    mean(millisPerToken, newer.millisPerToken),
                    newer.at);
        }

        private static double mean(double before, double newest) {
            return before + NEWEST * (newest - before);
        }

        /** How long a response with this many tokens would take. */
        double millisFor(long tokens) {
            return firstTokenMillis + millisPerToken * tokens;
        }
    }

    /**
     * Records a response.
     *
     * @param firstToken the time to first token
     * @param tokens how many tokens came after the first one
     * @param rest the time that those took
     */
    public void recordResponse(ModelName model, Duration firstToken, long tokens, Duration rest, Instant now) {
        double perToken = tokens == 0 ? 0 : (double) rest.toMillis() / tokens;
        AverageLatency newest = new AverageLatency(firstToken.toMillis(), perToken, now);
        if (latencies.size() >= MAX_TARGETS && !latencies.containsKey(model)) {
            dropOldest();
        }
        latencies.merge(model, newest, (before, next) -> isFresh(before, now) ? before.then(next) : next);
    }

    private void dropOldest() {
        latencies.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().at()))
                .ifPresent(oldest -> latencies.remove(oldest.getKey(), oldest.getValue()));
    }

    /** The averages of this target; empty if it has not responded recently. */
    Optional<AverageLatency> of(ModelName model, Instant now) {
        return Optional.ofNullable(latencies.get(model)).filter(latency -> isFresh(latency, now));
    }

    private static boolean isFresh(AverageLatency latency, Instant now) {
        return latency.at().plus(MEMORY).isAfter(now);
    }
}
