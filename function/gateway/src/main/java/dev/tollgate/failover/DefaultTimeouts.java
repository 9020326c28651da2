package dev.tollgate.failover;

import dev.tollgate.config.GatewayConfig;
import java.time.Duration;

/**
 * How long a provider may keep a call waiting where its alias does not say.
 *
 * @param firstToken the longest silence before the first token of a streamed reply
 * @param idle the longest silence after it
 * @param whole how long a reply in one piece may take while there is another target to try
 */
record DefaultTimeouts(Duration firstToken, Duration idle, Duration whole) {

    static DefaultTimeouts of(GatewayConfig.Upstream config) {
        return new DefaultTimeouts(config.firstByteTimeout(), config.idleTimeout(), config.wholeTimeout());
    }
}
