package dev.tollgate.server.metrics;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who may read the metrics, from environment variables such as {@code TOLLGATE_METRICS_TOKEN}. */
@ConfigMapping(prefix = "tollgate.metrics")
public interface MetricsSettings {

    /** The bearer token that may read them from anywhere. */
    Optional<String> token();

    /** Whether programs on this machine may read them without a token. A proxy on it would open them to everyone. */
    @WithDefault("false")
    boolean local();

    /** Whether requests are also counted by key: that makes as many time series as there are keys. */
    @WithDefault("false")
    boolean byKey();
}
