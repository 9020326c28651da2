package dev.tollgate.cli.login;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.parse.UrlParser;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The address of this machine to which a browser comes back from a login, as the identity provider knows it.
 *
 * @param port 0 for any
 */
record RedirectAddress(String host, int port, String path) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> HOSTS = Set.of(LOOPBACK, "localhost");

    /**
     * The address that the gateway names, for providers that take one only; by default, any port.
     *
     * @param port in place of the gateway's; 0 for none
     * @throws AdminException if a browser would not come back to this machine
     */
    static RedirectAddress of(@Nullable String named, int port) {
        if (named == null) {
            return new RedirectAddress(LOOPBACK, port, "/callback");
        }
        URI uri = UrlParser.http(named)
                .filter(given ->
                        HOSTS.contains(given.getHost()) && given.getScheme().equals("http"))
                .orElseThrow(() -> new AdminException(
                        AdminErrorKind.INVALID_VALUE,
                        "The gateway sends browsers to " + named + " after a login, which is not on this machine:"
                                + " see TOLLGATE_ADMIN_OIDC_CLI_REDIRECT."));
        int known = Math.max(uri.getPort(), 0);
        return new RedirectAddress(
                uri.getHost(),
                port == 0 ? known : port,
                Optional.of(uri.getRawPath()).filter(path -> !path.isEmpty()).orElse("/"));
    }

    /** The same with the port on which somebody listens. */
    String at(int listening) {
        return "http://" + host + ":" + listening + path;
    }
}
