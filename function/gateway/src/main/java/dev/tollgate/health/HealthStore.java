package dev.tollgate.health;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.route.ModelName;
import java.util.Map;

/**
 * Port: the health of targets, shared by all gateways. Methods throw {@link GatewayException}
 * {@code STORE_UNAVAILABLE}.
 */
public interface HealthStore {

    /** Every breaker that was opened recently, and the reports in this window and the one before. */
    HealthSnapshot read(long window);

    /** Adds a report to this window. Reads nothing. */
    void report(long window, Map<ModelName, CallStats> calls);

    /** Replaces a breaker if it is still the expected one; false if another gateway was faster. */
    boolean replace(ModelName model, BreakerState expected, BreakerState next);
}
