package dev.tollgate.health;

import dev.tollgate.fake.GatewayConfigs;
import java.util.Map;

/** The default rules of a gateway. */
final class DefaultRules {
    static final HealthRules DEFAULT =
            HealthRules.of(GatewayConfigs.with(Map.of()).health());

    private DefaultRules() {}
}
