package dev.tollgate.cli.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Which gateway a command works with, from options or from environment variables such as {@code TOLLGATE_CLI_PROFILE}. */
@ConfigMapping(prefix = "tollgate.cli")
public interface CliSettings {
    /** Whether commands work on the tables, with the user's AWS rights. */
    @WithDefault("false")
    boolean direct();

    /** The profile to use in place of the current one. */
    Optional<String> profile();

    /** A gateway without a login, for programs; it needs a token, too. */
    Optional<URI> url();

    /** The token for this gateway, or for a new login. */
    Optional<String> token();
}
