package dev.tollgate.fake;

import dev.tollgate.config.GatewayConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The gateway's configuration, for tests that start no container. */
public final class GatewayConfigs {
    private GatewayConfigs() {}

    /** The defaults, with these settings. */
    public static GatewayConfig with(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                // Quarkus' own, which read 30s as a duration.
                .addDiscoveredConverters()
                .withMapping(GatewayConfig.class)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(GatewayConfig.class);
    }
}
