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

    /**
     * The path at which an endpoint serves the request, without its query, where clients of this API also have other paths for it; empty
     * if it is the request's own.
     */
    default Optional<String> endpoint(HttpServerRequest request) {
        return Optional.empty();
    }

    /** The client's key, where this API has a place for it that no other one has. */
    default Optional<String> key(HttpServerRequest request) {
        return Optional.empty();
    }

    /** The value of {@code Allow} at a path of this API; empty if there is nothing. */
    Optional<String> allowedMethods(String path);

    /** How it words the list of models, if it has one at OpenAI's path. */
    default Optional<ModelListFormat> models() {
        return Optional.empty();
    }

    /** The header in which its clients look for the id of their request, besides the gateway's own. */
    default Optional<String> requestIdHeader() {
        return Optional.empty();
    }

    /** How it words its errors. */
    ErrorFormat errors();
}
