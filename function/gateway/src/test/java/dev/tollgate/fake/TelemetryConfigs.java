package dev.tollgate.fake;

import dev.tollgate.config.TelemetryConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings of telemetry, for tests that start no container. */
public final class TelemetryConfigs {
    private TelemetryConfigs() {}

    /** The defaults, with these settings. */
    public static TelemetryConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(TelemetryConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(TelemetryConfig.class);
    }
}
