package dev.tollgate.admin.oidc;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.access.Administrator;
import dev.tollgate.admin.access.AdministratorSource;
import dev.tollgate.admin.access.BearerToken;
import dev.tollgate.admin.access.LoginMethod;
import dev.tollgate.admin.access.ServerAddress;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Administrators of the identity provider: programs with its tokens, and browsers with a session. */
@Singleton
public final class OidcSource implements AdministratorSource {
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final OidcLogin login;

    OidcSource(OidcLogin login) {
        this.login = login;
    }

    @Override
    public Optional<LoginMethod> offered() {
        return login.configured() ? Optional.of(LoginMethod.OIDC) : Optional.empty();
    }

    @Override
    public Map<String, String> instructions() {
        return login.instructions();
    }

    @Override
    public Optional<Administrator> identify(HttpServerRequest request) {
        if (!login.configured()) {
            return Optional.empty();
        }
        Optional<String> token = BearerToken.of(request);
        return token.isPresent()
                ? token.filter(OidcSource::isSigned).map(login::program)
                : BrowserCookie.session(login.origin(request), request)
                        .flatMap(login::session)
                        .map(found -> ofOwnPage(found, request));
    }

    /** Other tokens are of other sources. */
    private static boolean isSigned(String token) {
        return token.chars().filter(letter -> letter == '.').count() == 2;
    }

    private static Administrator ofOwnPage(Administrator administrator, HttpServerRequest request) {
        if (!READING.contains(request.method())) {
            requireOwnPage(request);
        }
        return administrator;
    }

    /**
     * Browsers send the cookie with requests of any page. A change must come from a page of this server, which browsers say in headers
     * that no page can set (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header).
     *
     * @throws AdminException if it does not
     */
    static void requireOwnPage(HttpServerRequest request) {
        if (!fromHere(request)) {
            throw new AdminException(
                    AdminErrorKind.FORBIDDEN,
                    "A session changes nothing for pages of other origins. Use a token instead.");
        }
    }

    private static boolean fromHere(HttpServerRequest request) {
        String site = request.getHeader("sec-fetch-site");
        return site == null ? ofThisOrigin(request) : site.equals("same-origin") || typed(site, request);
    }

    /** Over plain http, browsers send no fetch metadata, and for navigations of a page no origin either. */
    private static boolean ofThisOrigin(HttpServerRequest request) {
        String origin = request.getHeader("origin");
        return origin == null
                ? request.method().equals(HttpMethod.GET)
                : ServerAddress.origin(request).equals(origin);
    }

    /** Somebody has typed the address, or has a bookmark. */
    private static boolean typed(String site, HttpServerRequest request) {
        return site.equals("none") && request.method().equals(HttpMethod.GET);
    }
}
