package dev.tollgate.route;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** How quick targets were of late, as this process has seen it. */
@ApplicationScoped
public class LatencyStats {
    /** The share of the newest answer in the average: about the last six answers count. */
    private static final double NEWEST = 0.3;

    /** What was slow so long ago may be quick again: it is tried as if it were new. */
    private static final Duration MEMORY = Duration.ofMinutes(5);

    private final Map<ModelName, Pace> paces = new ConcurrentHashMap<>();

    /**
     * A target's decaying averages.
     *
     * @param firstTokenMillis time to first token
     * @param millisPerToken from then on
     */
    record Pace(double firstTokenMillis, double millisPerToken, Instant at) {

        private Pace then(Pace newer) {
            return new Pace(
                    mean(firstTokenMillis, newer.firstTokenMillis),
                    mean(millisPerToken, newer.millisPerToken),
                    newer.at);
        }

        private static double mean(double before, double newest) {
            return before + NEWEST * (newest - before);
        }

        /** How long an answer of so many tokens would take. */
        double millisFor(long tokens) {
            return firstTokenMillis + millisPerToken * tokens;
        }
    }

    /** Notes an answer: when its first token came, and how many came in how long after it. */
    public void answered(ModelName model, Duration firstToken, long tokens, Duration rest, Instant now) {
        double perToken = tokens == 0 ? 0 : (double) rest.toMillis() / tokens;
        Pace newest = new Pace(firstToken.toMillis(), perToken, now);
        paces.merge(model, newest, (before, next) -> isFresh(before, now) ? before.then(next) : next);
    }

    /** What is known of this target; nothing where it has not answered of late. */
    Optional<Pace> of(ModelName model, Instant now) {
        return Optional.ofNullable(paces.get(model)).filter(pace -> isFresh(pace, now));
    }

    private static boolean isFresh(Pace pace, Instant now) {
        return pace.at().plus(MEMORY).isAfter(now);
    }
}
