package dev.tollgate.health;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import java.util.Map;

/** Port: what all gateways know together of the targets' health. Its methods throw {@link GatewayException} {@code STORE_UNAVAILABLE}. */
public interface HealthStore {

    /** Every breaker that was ever opened of late, and what was reported in this window and in the one before. */
    HealthSnapshot read(long window);

    /** Adds to what was reported in this window; nothing is read for it. */
    void report(long window, Map<ModelName, CallStats> seen);

    /** Puts a breaker in the place of the one that was seen; false where another gateway was first. */
    boolean replace(ModelName model, BreakerState seen, BreakerState next);
}
