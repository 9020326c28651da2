package dev.tollgate.admin.access;

import dev.tollgate.edge.BasePathFilter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address at which a client sees this server. What a proxy in front says about it is believed: a client that sends it deceives only
 * itself, because the identity provider knows where browsers may go.
 */
public final class ServerAddress {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+){1,10}");

    private ServerAddress() {}

    /** Scheme and host of a request. */
    public static String origin(HttpServerRequest request) {
        boolean https = "https".equals(request.scheme()) || "https".equals(request.getHeader("x-forwarded-proto"));
        return (https ? "https://" : "http://") + request.authority();
    }

    /** The same, with the path in front of {@code /admin} and {@code /v1}: the gateway's own setting, or what a proxy has removed. */
    public static String of(RoutingContext http) {
        return origin(http.request())
                + BasePathFilter.of(http)
                        .or(() -> Optional.ofNullable(http.request().getHeader("x-forwarded-prefix"))
                                .filter(PREFIX.asMatchPredicate()))
                        .orElse("");
    }
}
