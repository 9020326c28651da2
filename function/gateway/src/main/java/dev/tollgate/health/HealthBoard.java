package dev.tollgate.health;

import dev.tollgate.openai.ChatFailure;
import dev.tollgate.route.ModelName;
import java.util.Map;

/** Port: what all gateways know together of the targets' health. Its methods throw {@link ChatFailure} {@code STORE_UNAVAILABLE}. */
public interface HealthBoard {

    /** Every breaker that was ever opened of late, and what was reported in this window and in the one before. */
    Board read(long window);

    /** Adds to what was reported in this window; nothing is read for it. */
    void report(long window, Map<ModelName, Tally> seen);

    /** Puts a breaker in the place of the one that was seen; false where another gateway was first. */
    boolean replace(ModelName model, Breaker seen, Breaker next);
}
