package dev.tollgate.server;

import java.util.Optional;

/**
 * The admin API of this server.
 *
 * @param token its token, if this start has made one
 */
record AdminAccess(Optional<String> token) {
    static final String ENABLED = "tollgate.admin.enabled";
    static final String TOKEN = "tollgate.admin.token";

    /** Empty if the server has no admin API. A token from the environment is not shown. */
    static Optional<AdminAccess> of(boolean enabled) {
        return enabled
                ? Optional.of(new AdminAccess(Optional.ofNullable(System.getProperty(TOKEN))))
                : Optional.empty();
    }
}
