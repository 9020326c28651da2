package dev.tollgate.health;

import dev.tollgate.config.GatewayConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The default rules of a gateway. */
final class Rules {
    static final HealthRules DEFAULT = HealthRules.of(new SmallRyeConfigBuilder()
            // Quarkus' converters, which read 30s as a duration.
            .addDiscoveredConverters()
            .withMapping(GatewayConfig.class)
            .build()
            .getConfigMapping(GatewayConfig.class)
            .health());

    private Rules() {}
}
