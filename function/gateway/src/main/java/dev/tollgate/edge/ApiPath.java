package dev.tollgate.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request as its endpoint has it: with the version that some clients leave out, and as an {@link ApiFormat} chooses.
 *
 * @param text as it is in the request, or what it means
 * @param changed whether it is another one than in the request
 */
record ApiPath(String text, boolean changed) {
    private static final String VERSION = "/v1";
    /** What a URI may hold (https://www.rfc-editor.org/rfc/rfc3986#section-3.3). */
    private static final String URI_CHARACTER = "([\\w.~!$&'()*+,;=:@/-]|%[0-9a-fA-F]{2})";

    private static final Pattern WITHOUT_VERSION = Pattern.compile(
            "/(chat/completions|completions|embeddings|(models|files|batches)(/" + URI_CHARACTER + "*)?)");

    private static final Pattern CALLED = Pattern.compile("/v1/(chat/completions|completions|embeddings)");
    private static final Pattern READ = Pattern.compile("/v1/models(/.+)?|/v1/usage(/[^/]+)?|/health(/ready)?");

    static ApiPath of(RoutingContext http) {
        String chosen = http.get(ApiPath.class.getName());
        return chosen == null ? of(http.request().path()) : new ApiPath(chosen, true);
    }

    /** From here on, the request is one to this path. */
    static void choose(RoutingContext http, String path) {
        http.put(ApiPath.class.getName(), path);
    }

    static ApiPath of(String path) {
        boolean incomplete = WITHOUT_VERSION.matcher(path).matches();
        return new ApiPath(incomplete ? VERSION + path : path, incomplete);
    }

    /** The same path for a reader who decodes it once too often, as RESTEasy does. */
    ApiPath encoded() {
        return new ApiPath(text.replace("%", "%25"), changed);
    }

    /** The path and the query of the request. */
    String withQuery(@Nullable String query) {
        return query == null ? text : text + "?" + query;
    }

    /** The value of {@code Allow}; empty if there is nothing at this path. */
    Optional<String> allowedMethods() {
        if (CALLED.matcher(text).matches()) {
            return Optional.of("POST, OPTIONS");
        }
        return READ.matcher(text).matches() ? Optional.of("GET, HEAD, OPTIONS") : Optional.empty();
    }
}
