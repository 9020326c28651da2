package dev.tollgate.admin.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The identity provider of administrators, from environment variables such as {@code TOLLGATE_ADMIN_OIDC_ISSUER}. */
@ConfigMapping(prefix = "tollgate.admin.oidc")
public interface OidcSettings {
    /** The setting of the issuer, for messages. */
    String ISSUER = "TOLLGATE_ADMIN_OIDC_ISSUER";

    /** The provider's URL, exactly as in the claim {@code iss}; nobody logs in this way unless it is set. */
    Optional<String> issuer();

    /** The client's id at the provider; required if there is an issuer. */
    Optional<String> clientId();

    /** The client's secret or a reference to it, such as {@code secret:NAME}; without it, the client is a public one. */
    Optional<String> clientSecret();

    /** What {@code aud} of programs' tokens must contain one of; by default, the client's id. */
    Optional<Set<String>> audience();

    /** The scopes of browsers' logins. */
    @WithDefault("openid profile")
    String scopes();

    /** The id of the command line's client, which has no secret; by default that of the other client, if it has none either. */
    Optional<String> cliClientId();

    /** The scopes of the command line's logins. With {@code offline_access}, most providers give it a refresh token. */
    @WithDefault("openid profile offline_access")
    String cliScopes();

    /** The address to which browsers of the command line come back; by default, {@code /callback} at any port of 127.0.0.1. */
    Optional<String> cliRedirect();

    /** The client with which the command line logs in; empty if it cannot. */
    default Optional<String> commandLineClient() {
        return cliClientId().or(() -> clientSecret().isPresent() ? Optional.empty() : clientId());
    }

    /** The address at which browsers see this server, with what precedes {@code /admin}; by default, the one they called. */
    Optional<URI> url();

    /** What seals sessions, at least 32 characters, or a reference to it; without it, sessions end with the process. */
    Optional<String> sessionSecret();

    /** How long a session lasts. */
    @WithDefault("8h")
    Duration session();

    /** The claim that names the administrator. */
    @WithDefault("sub")
    String subjectClaim();

    /** The claim that names the administrator for people; optional in a token. */
    @WithDefault("name")
    String nameClaim();

    /** The claim whose values are roles. */
    @WithDefault("roles")
    String rolesClaim();

    /** The claim whose values are teams. */
    @WithDefault("teams")
    String teamsClaim();

    /** Which values of the claim mean which role. */
    RoleValues roles();

    /** Which values of the claim mean which role; a role without values has nobody. */
    interface RoleValues {
        /** Who may do everything. */
        Optional<Set<String>> admin();

        /** Who manages the teams in the claim of teams. */
        Optional<Set<String>> teamAdmin();

        /** Who reads everything. */
        Optional<Set<String>> viewer();

        /** Who reads usage, requests, budgets, prices and teams. */
        Optional<Set<String>> finance();

        /** Who makes keys of their own. {@code *} means everybody who can log in. */
        Optional<Set<String>> developer();
    }
}
