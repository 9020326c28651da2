package dev.tollgate.health;

import dev.tollgate.config.GatewayConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** The rules that a gateway has without any setting. */
final class Rules {
    static final HealthRules DEFAULT = HealthRules.of(new SmallRyeConfigBuilder()
            // Quarkus' own, which read 30s as a duration.
            .addDiscoveredConverters()
            .withMapping(GatewayConfig.class)
            .build()
            .getConfigMapping(GatewayConfig.class)
            .health());

    private Rules() {}
}
