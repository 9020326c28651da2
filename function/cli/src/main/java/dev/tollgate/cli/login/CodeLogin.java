package dev.tollgate.cli.login;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.oidc.CodeChallenge;
import dev.tollgate.admin.oidc.FormText;
import dev.tollgate.auth.RandomSecret;
import dev.tollgate.cli.login.ProfileLogin.ProviderLogin;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The login of a person in a browser on the same machine: the code flow with PKCE, which comes back to a port of the loopback address
 * (https://www.rfc-editor.org/rfc/rfc8252#section-7.3).
 */
final class CodeLogin {
    /** How long somebody may take to log in at the provider. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final TokenIssuer issuer;
    private final LoginTerminal terminal;

    CodeLogin(TokenIssuer issuer, LoginTerminal terminal) {
        this.issuer = issuer;
        this.terminal = terminal;
    }

    /**
     * Sends a browser to the provider, and waits until it comes back.
     *
     * @param address to which it comes back
     */
    ProviderLogin run(String scopes, RedirectAddress address) {
        String state = RandomSecret.text();
        String proof = RandomSecret.text();
        try (LoopbackRedirect redirect = new LoopbackRedirect(address)) {
            Map<String, String> query = new HashMap<>(Map.of(
                    "response_type",
                    "code",
                    "client_id",
                    issuer.clientId(),
                    "redirect_uri",
                    redirect.address(),
                    "scope",
                    scopes,
                    "state",
                    state,
                    "code_challenge",
                    CodeChallenge.of(proof),
                    "code_challenge_method",
                    "S256"));
            if (scopes.contains("offline_access")) {
                // https://openid.net/specs/openid-connect-core-1_0.html#OfflineAccess
                query.put("prompt", "consent");
            }
            show(page(query));
            Map<String, String> answer = redirect.await(state, LONGEST);
            return issuer.login(issuer.request(
                    "token_endpoint",
                    Map.of(
                            "grant_type",
                            "authorization_code",
                            "code",
                            code(answer),
                            "redirect_uri",
                            redirect.address(),
                            "code_verifier",
                            proof)));
        } catch (IOException failed) {
            throw new AdminException(
                    AdminErrorKind.CONFLICT,
                    "Nobody can come back from a login here: " + failed.getMessage() + ".",
                    failed);
        }
    }

    private URI page(Map<String, String> query) {
        String place = issuer.require("authorization_endpoint").toString();
        return URI.create(place + (place.contains("?") ? "&" : "?") + FormText.of(query));
    }

    private void show(URI page) {
        boolean opened = terminal.open(page);
        terminal.note(
                (opened ? "Your browser shows the login. If it does not, open " : "Open this page to log in: ") + page);
    }

    private static String code(Map<String, String> answer) {
        String code = answer.getOrDefault("code", "");
        if (code.isEmpty()) {
            String why = answer.getOrDefault("error_description", answer.getOrDefault("error", "it gave no reason"));
            throw new AdminException(
                    AdminErrorKind.FORBIDDEN, "The identity provider did not log you in: " + why + ".");
        }
        return code;
    }
}
