package dev.tollgate.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The path of a request, with the version that some clients leave out.
 *
 * @param text as it is in the request, but for the version
 * @param completed whether the client left out the version
 */
record ApiPath(String text, boolean completed) {
    private static final String VERSION = "/v1";
    /** What a URI may hold (https://www.rfc-editor.org/rfc/rfc3986#section-3.3). */
    private static final String URI_CHARACTER = "([\\w.~!$&'()*+,;=:@/-]|%[0-9a-fA-F]{2})";

    private static final Pattern WITHOUT_VERSION =
            Pattern.compile("/(chat/completions|completions|embeddings|models(/" + URI_CHARACTER + "*)?)");

    private static final Pattern CALLED = Pattern.compile("/v1/(chat/completions|completions|embeddings)");
    private static final Pattern READ = Pattern.compile("/v1/models(/.+)?|/v1/usage(/[^/]+)?|/health(/ready)?");

    static ApiPath of(RoutingContext http) {
        return of(http.request().path());
    }

    static ApiPath of(String path) {
        boolean incomplete = WITHOUT_VERSION.matcher(path).matches();
        return new ApiPath(incomplete ? VERSION + path : path, incomplete);
    }

    /** The value of {@code Allow}; empty if there is nothing at this path. */
    Optional<String> allowedMethods() {
        if (CALLED.matcher(text).matches()) {
            return Optional.of("POST, OPTIONS");
        }
        return READ.matcher(text).matches() ? Optional.of("GET, HEAD, OPTIONS") : Optional.empty();
    }
}
