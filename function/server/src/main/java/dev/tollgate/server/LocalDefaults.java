package dev.tollgate.server;

import dev.tollgate.auth.RandomSecret;
import java.util.Map;

/** Settings that have another default on a laptop than in production. An environment variable wins over each. */
final class LocalDefaults {
    private LocalDefaults() {}

    static void set(Map<String, String> environment) {
        // Each start has a token of its own.
        set(environment, "TOLLGATE_ADMIN_ENABLED", AdminAccess.ENABLED, "true");
        set(environment, "TOLLGATE_ADMIN_TOKEN", AdminAccess.TOKEN, RandomSecret.ofAdministrator());
        set(environment, "TOLLGATE_METRICS_LOCAL", "tollgate.metrics.local", "true");
        // A developer who edits the configuration wants to see the effect.
        set(environment, "TOLLGATE_FRESH_CONFIG", "tollgate.fresh.config", "1s");
        set(environment, "TOLLGATE_FRESH_KEYS", "tollgate.fresh.keys", "1s");
    }

    /** A system property wins over the environment, so it is set only if the variable is not. */
    private static void set(Map<String, String> environment, String variable, String property, String value) {
        if (environment.getOrDefault(variable, "").isBlank()) {
            System.setProperty(property, value);
        }
    }
}
