package dev.tollgate.health;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.route.ModelName;
import java.util.HashMap;
import java.util.Map;

/** A board in memory that counts what is asked of it. */
public final class InMemoryHealthBoard implements HealthBoard {
    private final Map<ModelName, Breaker> breakers = new HashMap<>();
    private final Map<Long, Map<ModelName, Tally>> windows = new HashMap<>();
    private boolean down;
    private long reads;
    private long reports;
    private long replacements;

    @Override
    public synchronized Board read(long window) {
        requireUp();
        reads++;
        return new Board(window, breakers, reported(window), reported(window - 1));
    }

    @Override
    public synchronized void report(long window, Map<ModelName, Tally> seen) {
        requireUp();
        reports++;
        Map<ModelName, Tally> sums = windows.computeIfAbsent(window, _ -> new HashMap<>());
        seen.forEach((model, tally) -> sums.merge(model, tally, Tally::plus));
    }

    @Override
    public synchronized boolean replace(ModelName model, Breaker seen, Breaker next) {
        requireUp();
        replacements++;
        if (!breaker(model).equals(seen)) {
            return false;
        }
        breakers.put(model, next);
        return true;
    }

    /** The breaker as it stands. */
    synchronized Breaker breaker(ModelName model) {
        return breakers.getOrDefault(model, Breaker.NEVER_OPENED);
    }

    /** What was reported in a window. */
    synchronized Map<ModelName, Tally> reported(long window) {
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
            throw new ChatFailure(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
