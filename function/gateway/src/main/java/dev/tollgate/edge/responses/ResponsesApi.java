package dev.tollgate.edge.responses;

import dev.tollgate.edge.ApiFormat;
import dev.tollgate.edge.ErrorFormat;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The paths and errors of the Responses API. */
@Singleton
public class ResponsesApi implements ApiFormat {
    private static final String VERSION = "/v1";
    private static final String UNVERSIONED = "/responses";
    private static final String PATH = VERSION + UNVERSIONED;

    private final ErrorFormat errors = new ResponsesErrors();

    @Override
    public boolean serves(HttpServerRequest request) {
        String path = request.path();
        return path != null && (isAt(PATH, path) || isAt(UNVERSIONED, path));
    }

    private static boolean isAt(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    /** Some clients leave the version out. */
    @Override
    public Optional<String> endpoint(HttpServerRequest request) {
        return isAt(UNVERSIONED, request.path()) ? Optional.of(VERSION + request.path()) : Optional.empty();
    }

    @Override
    public Optional<String> allowedMethods(String path) {
        if (path.equals(PATH) || path.matches(PATH + "/([^/]+/cancel|compact|input_tokens)")) {
            return Optional.of("POST, OPTIONS");
        }
        if (path.matches(PATH + "/[^/]+/input_items")) {
            return Optional.of("GET, HEAD, OPTIONS");
        }
        return path.matches(PATH + "/[^/]+") ? Optional.of("GET, HEAD, DELETE, OPTIONS") : Optional.empty();
    }

    @Override
    public ErrorFormat errors() {
        return errors;
    }
}
