package dev.tollgate.fake;

import dev.tollgate.config.BudgetAlertConfig;
import dev.tollgate.config.EndpointConfig;
import dev.tollgate.config.GatewayConfig;
import dev.tollgate.config.TokenIssuerConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The gateway's configuration, for tests that start no container. */
public final class GatewayConfigs {
    private GatewayConfigs() {}

    /** The defaults, with these settings. */
    public static GatewayConfig with(Map<String, String> settings) {
        return mapping(GatewayConfig.class, settings);
    }

    /** The same for how the gateway is reached. */
    public static EndpointConfig ofEndpoint(Map<String, String> settings) {
        return mapping(EndpointConfig.class, settings);
    }

    /** The same for the issuer of tokens. */
    public static TokenIssuerConfig ofIssuer(Map<String, String> settings) {
        return mapping(TokenIssuerConfig.class, settings);
    }

    /** Who gets alerts of budgets. */
    public static BudgetAlertConfig ofAlerts(Map<String, String> settings) {
        return mapping(BudgetAlertConfig.class, settings);
    }

    private static <T> T mapping(Class<T> type, Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                // Quarkus' own, which read 30s as a duration.
                .addDiscoveredConverters()
                .withMapping(type)
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(type);
    }
}
