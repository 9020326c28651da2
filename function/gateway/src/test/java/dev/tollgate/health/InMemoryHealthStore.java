package dev.tollgate.health;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import java.util.HashMap;
import java.util.Map;

/** A board in memory that counts what is asked of it. */
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
    public synchronized void report(long window, Map<ModelName, CallStats> seen) {
        requireUp();
        reports++;
        Map<ModelName, CallStats> sums = windows.computeIfAbsent(window, _ -> new HashMap<>());
        seen.forEach((model, callStats) -> sums.merge(model, callStats, CallStats::plus));
    }

    @Override
    public synchronized boolean replace(ModelName model, BreakerState seen, BreakerState next) {
        requireUp();
        replacements++;
        if (!breaker(model).equals(seen)) {
            return false;
        }
        breakers.put(model, next);
        return true;
    }

    /** The breaker as it stands. */
    synchronized BreakerState breaker(ModelName model) {
        return breakers.getOrDefault(model, BreakerState.NEVER_OPENED);
    }

    /** What was reported in a window. */
    synchronized Map<ModelName, CallStats> reported(long window) {
        return windows.getOrDefault(window, Map.of());
    }

    /** Whether it fails from now on. */
    synchronized void down(boolean isDown) {
        down = isDown;
    }

    synchronized long reads() {
        return reads;
    }

    /** All that DynamoDB would bill as a write, failed conditions too. */
    synchronized long writes() {
        return reports + replacements;
    }

    private void requireUp() {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
