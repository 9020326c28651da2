package dev.tollgate.server;

import dev.tollgate.auth.RandomSecret;
import java.util.Map;
import java.util.Optional;

/**
 * The admin API of this server.
 *
 * @param token its token, if this start has made one
 */
record AdminAccess(Optional<String> token) {
    private static final String ENABLED = "tollgate.admin.enabled";
    private static final String TOKEN = "tollgate.admin.token";

    /** On a laptop, the admin API is served unless a variable says otherwise, and each start has a token of its own. */
    static void setLocalDefaults(Map<String, String> environment) {
        setDefault(environment, ENABLED, "TOLLGATE_ADMIN_ENABLED", "true");
        setDefault(environment, TOKEN, "TOLLGATE_ADMIN_TOKEN", RandomSecret.ofAdministrator());
    }

    private static void setDefault(Map<String, String> environment, String property, String variable, String value) {
        if (environment.getOrDefault(variable, "").isBlank()) {
            System.setProperty(property, value);
        }
    }

    /** Empty if the server has no admin API. A token from the environment is not shown. */
    static Optional<AdminAccess> of(boolean enabled) {
        return enabled
                ? Optional.of(new AdminAccess(Optional.ofNullable(System.getProperty(TOKEN))))
                : Optional.empty();
    }
}
