package dev.tollgate.admin.access;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The token in an {@code Authorization} header (RFC 6750, section 2.1). */
public final class BearerToken {
    private static final String SCHEME = "Bearer ";

    private BearerToken() {}

    /** The token of this request; empty if it sends none. */
    public static Optional<String> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty());
    }
}
