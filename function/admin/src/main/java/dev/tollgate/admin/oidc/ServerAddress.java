package dev.tollgate.admin.oidc;

import io.vertx.core.http.HttpServerRequest;

/** The address at which a browser sees this server. */
final class ServerAddress {
    private ServerAddress() {}

    /**
     * Scheme and host of a request. What a proxy in front says about the scheme is believed: a client that sends it deceives only
     * itself, because the provider knows where browsers may go.
     */
    static String of(HttpServerRequest request) {
        boolean https = "https".equals(request.scheme()) || "https".equals(request.getHeader("x-forwarded-proto"));
        return (https ? "https://" : "http://") + request.authority();
    }
}
