package dev.tollgate.edge;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * An API, besides OpenAI's chat, in which clients call models. Each has a package of its own under {@code edge}, which the build
 * finds: to add one, add a package.
 */
public interface ApiFormat {

    /** Whether a request calls this API: by its path, or by a header at a path that several APIs have. */
    boolean serves(HttpServerRequest request);

    /** The value of {@code Allow} at a path of this API; empty if there is nothing. */
    Optional<String> allowedMethods(String path);

    /** How it words its errors. */
    ErrorFormat errors();
}
