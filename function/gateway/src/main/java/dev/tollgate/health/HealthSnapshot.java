package dev.tollgate.health;

import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The shared board at one moment.
 *
 * @param window the number of the window that was under way
 * @param current what was reported in it until then
 * @param previous what was reported in the one before
 */
public record HealthSnapshot(
        long window,
        Map<ModelName, BreakerState> breakers,
        Map<ModelName, CallStats> current,
        Map<ModelName, CallStats> previous) {
    /** Reports are added up over so long: shorter, and a small fleet's few reports prove nothing. */
    public static final Duration WINDOW = Duration.ofSeconds(5);

    /** Nothing was ever reported. */
    public static final HealthSnapshot EMPTY = new HealthSnapshot(0, Map.of(), Map.of(), Map.of());

    public HealthSnapshot {
        breakers = Map.copyOf(breakers);
        current = Map.copyOf(current);
        previous = Map.copyOf(previous);
    }

    /** The number of the window that this instant is in. */
    public static long windowAt(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), WINDOW.toMillis());
    }

    /** When a window begins. */
    public static Instant start(long window) {
        return Instant.ofEpochMilli(window * WINDOW.toMillis());
    }

    BreakerState breaker(ModelName model) {
        return breakers.getOrDefault(model, BreakerState.NEVER_OPENED);
    }

    Set<ModelName> reported() {
        Set<ModelName> models = new HashSet<>(current.keySet());
        models.addAll(previous.keySet());
        return models;
    }

    /**
     * What came of the calls in the last five seconds, counting of the former window the share that is not yet that old. What
     * happened before the breaker was closed is over.
     */
    Recent recent(ModelName model, Instant now) {
        Instant since = breaker(model).since();
        double left =
                1 - Math.clamp((double) Duration.between(start(window), now).toMillis() / WINDOW.toMillis(), 0, 1);
        CallStats older =
                start(window - 1).isBefore(since) ? CallStats.NONE : previous.getOrDefault(model, CallStats.NONE);
        CallStats newer = start(window).isBefore(since) ? CallStats.NONE : current.getOrDefault(model, CallStats.NONE);
        return new Recent(
                older.calls() * left + newer.calls(),
                older.failures() * left + newer.failures(),
                older.failureReports() * left + newer.failureReports());
    }

    HealthSnapshot with(ModelName model, BreakerState breaker) {
        Map<ModelName, BreakerState> changed = new HashMap<>(breakers);
        changed.put(model, breaker);
        return new HealthSnapshot(window, changed, current, previous);
    }

    /** Calls and failures of about the last five seconds, and how many reports of failures there were. */
    record Recent(double calls, double failures, double failureReports) {

        double callsPerSecond() {
            return calls / WINDOW.toSeconds();
        }
    }
}
