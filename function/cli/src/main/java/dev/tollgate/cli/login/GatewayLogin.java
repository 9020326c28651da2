package dev.tollgate.cli.login;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import jakarta.inject.Singleton;
import java.net.URI;

/** Logs in at a gateway, and out again. */
@Singleton
public final class GatewayLogin {
    private final HttpCalls http;
    private final GatewayCalls calls;

    GatewayLogin(HttpCalls http, GatewayCalls calls) {
        this.http = http;
        this.calls = calls;
    }

    /**
     * The ways to log in at a gateway, as it lists them.
     *
     * @throws AdminException if it has no TLS, or if it is no gateway
     */
    public JsonNode offered(URI gateway) {
        JsonNode offered = calls.open(gateway, "/admin/v1/login");
        if (!offered.path("methods").isArray()) {
            throw new AdminException(
                    AdminErrorKind.NOT_FOUND, gateway + " serves no admin API. TOLLGATE_ADMIN_ENABLED turns it on.");
        }
        return offered;
    }

    /**
     * Logs a person in at the gateway's identity provider.
     *
     * @param offered by the gateway
     * @param device whether the browser is on another machine; without it, that is so if there is none here
     * @param port to which a browser comes back; 0 for the one that the gateway names, or any
     */
    public ProviderLogin atProvider(JsonNode offered, boolean device, int port, LoginTerminal terminal) {
        JsonNode oidc = offered.path("oidc");
        if (!oidc.path("client_id").isTextual()) {
            throw new AdminException(
                    AdminErrorKind.NOT_FOUND,
                    oidc.isMissingNode()
                            ? "The gateway knows no identity provider."
                            : "The gateway names no client for the command line: see"
                                    + " TOLLGATE_ADMIN_OIDC_CLI_CLIENT_ID.");
        }
        TokenIssuer issuer = TokenIssuer.discover(
                oidc.path("issuer").asText(), oidc.path("client_id").asText(), http);
        String scopes = oidc.path("scopes").asText("openid");
        return device
                        || (issuer.knowsDevices()
                                && !LoginTerminal.hasBrowser(System.getenv(), System.getProperty("os.name")))
                ? new DeviceLogin(issuer, terminal).run(scopes)
                : new CodeLogin(issuer, terminal)
                        .run(
                                scopes,
                                RedirectAddress.of(oidc.path("redirect_uri").textValue(), port));
    }

    /** Ends a login at its identity provider. */
    public void end(GatewayProfile profile) {
        if (profile.login() instanceof ProviderLogin login) {
            TokenIssuer.discover(login.issuer(), login.clientId(), http).revoke(login);
        }
    }
}
