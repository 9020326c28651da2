package dev.tollgate.health;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import java.util.HashMap;
import java.util.Map;

/** A health store in memory that counts its calls. */
public final class InMemoryHealthStore implements HealthStore {
    private final Map<ModelName, BreakerState> breakers = new HashMap<>();
    private final Map<Long, Map<ModelName, CallStats>> windows = new HashMap<>();
    private boolean down;
    private long reads;
    private long reports;
    private long replacements;

    @Override
    public synchronized HealthSnapshot read(long window) {
        requireUp();
        reads++;
        return new HealthSnapshot(window, breakers, reported(window), reported(window - 1));
    }

    @Override
    public synchronized void report(long window, Map<ModelName, CallStats> calls) {
        requireUp();
        reports++;
        Map<ModelName, CallStats> sums = windows.computeIfAbsent(window, _ -> new HashMap<>());
        calls.forEach((model, callStats) -> sums.merge(model, callStats, CallStats::plus));
    }

    @Override
    public synchronized boolean replace(ModelName model, BreakerState expected, BreakerState next) {
        requireUp();
        replacements++;
        if (!breaker(model).equals(expected)) {
            return false;
        }
        breakers.put(model, next);
        return true;
    }

    /** The current breaker of a model. */
    synchronized BreakerState breaker(ModelName model) {
        return breakers.getOrDefault(model, BreakerState.NEVER_OPENED);
    }

    /** The reports in a window. */
    synchronized Map<ModelName, CallStats> reported(long window) {
        return windows.getOrDefault(window, Map.of());
    }

    /** Lets all calls fail from now on, or no longer. */
    synchronized void down(boolean isDown) {
        down = isDown;
    }

    synchronized long reads() {
        return reads;
    }

    /** Everything that DynamoDB bills as a write, including failed conditions. */
    synchronized long writes() {
        return reports + replacements;
    }

    private void requireUp() {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
