package dev.tollgate.admin.oidc;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * The two cookies of a browser. No script reads them. Over https, their names have the prefix with which browsers refuse them from
 * other hosts (https://www.rfc-editor.org/rfc/rfc6265#section-4.1.2).
 */
final class BrowserCookie {
    private static final String SECURE_PREFIX = "__Host-";
    private static final String SESSION = "tollgate-session";
    private static final String LOGIN = "tollgate-login";

    private BrowserCookie() {}

    /**
     * The sealed session of a request.
     *
     * @param server the address at which the browser sees this server
     */
    static Optional<String> session(String server, HttpServerRequest request) {
        return value(server, request, SESSION);
    }

    /** What the browser kept of the login that it began. */
    static Optional<String> login(String server, HttpServerRequest request) {
        return value(server, request, LOGIN);
    }

    /** It is sent by pages of this server only; the console is one. */
    static NewCookie session(String server, String sealed, Duration age) {
        return cookie(server, SESSION, sealed, age)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** The provider's page sends the browser back, so that it is not strict. */
    static NewCookie login(String server, String sealed, Duration age) {
        return cookie(server, LOGIN, sealed, age)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private static NewCookie.Builder cookie(String server, String name, String value, Duration age) {
        boolean secure = secure(server);
        return new NewCookie.Builder((secure ? SECURE_PREFIX : "") + name)
                .value(value)
                .path("/")
                .maxAge(Math.toIntExact(age.toSeconds()))
                .httpOnly(true)
                .secure(secure);
    }

    /** Over https, a cookie without the prefix may be from another host of the domain, which would choose the session. */
    private static Optional<String> value(String server, HttpServerRequest request, String name) {
        return Optional.ofNullable(request.getCookie((secure(server) ? SECURE_PREFIX : "") + name))
                .map(Cookie::getValue);
    }

    private static boolean secure(String server) {
        return server.startsWith("https:");
    }
}
