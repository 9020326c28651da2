package dev.tollgate.admin.api;

import dev.tollgate.admin.access.AdminSettings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Sends the headers that keep the console safe with each of its files, which Quarkus serves. Without an admin API, there
 * is no console.
 */
@Singleton
public class ConsoleFilter {
    private static final String FOLDER = "/console";
    private static final String HOME = "console/index.html";

    /** What people type who look for it. */
    private static final Set<String> GUESSES = Set.of("/", "/ui", "/admin");

    /** After the gateway's own filters, before the files are served. */
    private static final int PRIORITY = 50;

    private final AdminSettings settings;
    private final String contentSecurityPolicy;

    ConsoleFilter(AdminSettings settings) {
        this.settings = settings;
        this.contentSecurityPolicy = contentSecurityPolicy(settings.gatewayUrl());
    }

    /**
     * A page of the console loads scripts and styles from its own server only, has none of them inline, and is in no
     * frame. It calls its own server, and the gateway if that is at an address of its own.
     */
    static String contentSecurityPolicy(Optional<URI> gatewayUrl) {
        String gateway = gatewayUrl
                .map(url -> " " + url.getScheme() + "://" + url.getAuthority())
                .orElse("");
        return "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'" + gateway
                + "; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext http) {
        String path = http.normalizedPath();
        if (GUESSES.contains(path) && settings.enabled() && isBrowser(http.request())) {
            http.response().setStatusCode(302).putHeader("location", HOME).end();
        } else if (!path.equals(FOLDER) && !path.startsWith(FOLDER + "/")) {
            http.next();
        } else if (!settings.enabled()) {
            http.response().setStatusCode(404).end();
        } else if (path.equals(FOLDER)) {
            // Relative and a file, so that it is right behind API Gateway, too: a stage may precede the path, and a
            // slash at its end gets lost.
            http.response().setStatusCode(308).putHeader("location", HOME).end();
        } else {
            secure(http.response().headers());
            http.next();
        }
    }

    /** Clients of the API get its own 404. */
    private static boolean isBrowser(HttpServerRequest request) {
        String accept = request.getHeader("accept");
        return request.method().equals(HttpMethod.GET) && accept != null && accept.contains("text/html");
    }

    private void secure(MultiMap headers) {
        headers.set("content-security-policy", contentSecurityPolicy)
                .set("x-content-type-options", "nosniff")
                .set("referrer-policy", "no-referrer")
                .set("cross-origin-opener-policy", "same-origin")
                .set("cross-origin-resource-policy", "same-origin")
                // The names of files stay the same from version to version, so a browser asks whether they have
                // changed.
                .set("cache-control", "no-cache");
    }
}
