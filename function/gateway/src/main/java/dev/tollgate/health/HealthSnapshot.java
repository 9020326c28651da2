package dev.tollgate.health;

import dev.tollgate.route.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The shared health of all targets at one moment.
 *
 * @param window the number of the current window
 * @param current the reports in this window so far
 * @param previous the reports in the window before
 */
public record HealthSnapshot(
        long window,
        Map<ModelName, BreakerState> breakers,
        Map<ModelName, CallStats> current,
        Map<ModelName, CallStats> previous) {
    /**
     * How long reports are added up. In a shorter window a small fleet would have too few reports to prove anything.
     */
    public static final Duration WINDOW = Duration.ofSeconds(5);

    /** A snapshot without any reports. */
    public static final HealthSnapshot EMPTY = new HealthSnapshot(0, Map.of(), Map.of(), Map.of());

    public HealthSnapshot {
        breakers = Map.copyOf(breakers);
        current = Map.copyOf(current);
        previous = Map.copyOf(previous);
    }

    /** The number of the window that contains this instant. */
    public static long windowAt(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), WINDOW.toMillis());
    }

    /** When a window starts. */
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
     * The calls of the last five seconds. Of the previous window, the share that is not older counts. Calls from before
     * the breaker last changed do not count.
     */
    RecentCalls recent(ModelName model, Instant now) {
        Instant since = breaker(model).since();
        double left =
                1 - Math.clamp((double) Duration.between(start(window), now).toMillis() / WINDOW.toMillis(), 0, 1);
        CallStats older =
                start(window - 1).isBefore(since) ? CallStats.NONE : previous.getOrDefault(model, CallStats.NONE);
        CallStats newer = start(window).isBefore(since) ? CallStats.NONE : current.getOrDefault(model, CallStats.NONE);
        return new RecentCalls(
                older.calls() * left + newer.calls(),
                older.failures() * left + newer.failures(),
                older.failureReports() * left + newer.failureReports());
    }

    HealthSnapshot with(ModelName model, BreakerState breaker) {
        Map<ModelName, BreakerState> changed = new HashMap<>(breakers);
        changed.put(model, breaker);
        return new HealthSnapshot(window, changed, current, previous);
    }

    /** Calls, failures and reports of failures in about the last five seconds. */
    record RecentCalls(double calls, double failures, double failureReports) {

        double callsPerSecond() {
            return calls / WINDOW.toSeconds();
        }
    }
}
