package dev.tollgate.admin.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Settings of the admin API, from environment variables such as {@code TOLLGATE_ADMIN_ENABLED}. */
@ConfigMapping(prefix = "tollgate.admin")
public interface AdminSettings {
    /** The setting that serves the admin API. */
    String ENABLED = "tollgate.admin.enabled";

    /** The setting of the token. */
    String TOKEN = "tollgate.admin.token";

    /** Whether this process serves the admin API and the console. */
    @WithDefault("false")
    boolean enabled();

    /** A token that gives the role {@code admin}, of at least 32 characters; without it, nobody logs in with a token. */
    Optional<String> token();

    /** The gateway's address for clients, with {@code /v1}; by default, the address at which the admin API was called. */
    Optional<URI> gatewayUrl();
}
