package dev.tollgate.edge;

import dev.tollgate.config.GatewayConfig;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets web pages call the gateway, if a setting names their origins (https://fetch.spec.whatwg.org/#http-cors-protocol).
 *
 * <p>Quarkus has its own filter. That one answers every request from an unknown origin with an empty 403, and allows cookies.
 */
@Singleton
public class CorsFilter {
    private static final String ANY = "*";
    private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^/?#@*\\s]+");
    private static final String METHODS = "GET, HEAD, POST, DELETE";
    /** As long as Chrome remembers it at most. */
    private static final String MAX_AGE_SECONDS = "7200";

    private static final int PRIORITY = 400;

    private static final Set<String> OWN = Set.of("age", "request-id");
    private static final List<String> OWN_BEGINNINGS = List.of("x-", "retry-after", "anthropic-ratelimit-");

    private final Set<String> origins;

    CorsFilter(GatewayConfig config) {
        this.origins = config.cors().origins().orElse(Set.of()).stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .map(CorsFilter::checked)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "tollgate.cors.origins: expected * or an origin such as https://app.example.com, got " + origin);
        }
        return origin;
    }

    void register(@Observes Filters filters) {
        if (!origins.isEmpty()) {
            filters.register(this::handle, PRIORITY);
        }
    }

    private void handle(RoutingContext http) {
        MultiMap request = http.request().headers();
        MultiMap response = http.response().headers();
        response.add("vary", "Origin");
        Optional<String> allowed = allowed(request.get("origin"));
        allowed.ifPresent(origin -> response.set("access-control-allow-origin", origin));
        if (allowed.isPresent() && isPreflight(http)) {
            allow(request.get("access-control-request-headers"), response);
            http.response().setStatusCode(204).end();
        } else {
            if (allowed.isPresent()) {
                http.addHeadersEndHandler(_ -> expose(response));
            }
            http.next();
        }
    }

    private Optional<String> allowed(@Nullable String origin) {
        if (origin == null) {
            return Optional.empty();
        }
        if (origins.contains(ANY)) {
            return Optional.of(ANY);
        }
        return origins.contains(origin.toLowerCase(Locale.ROOT)) ? Optional.of(origin) : Optional.empty();
    }

    private static boolean isPreflight(RoutingContext http) {
        return http.request().method().name().equals("OPTIONS")
                && http.request().headers().contains("access-control-request-method");
    }

    /** Every header that the page wants to send: SDKs have many of their own, and the key alone decides what a request may do. */
    private static void allow(@Nullable String requestedHeaders, MultiMap response) {
        response.add("vary", "Access-Control-Request-Method, Access-Control-Request-Headers");
        response.set("access-control-allow-methods", METHODS);
        response.set("access-control-max-age", MAX_AGE_SECONDS);
        if (requestedHeaders != null) {
            response.set("access-control-allow-headers", requestedHeaders);
        }
    }

    /** Every header that the gateway adds to this response: a page sees no others than those that are named. */
    private static void expose(MultiMap response) {
        response.set(
                "access-control-expose-headers",
                response.names().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(CorsFilter::isOurs)
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    private static boolean isOurs(String name) {
        return OWN.contains(name) || OWN_BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
