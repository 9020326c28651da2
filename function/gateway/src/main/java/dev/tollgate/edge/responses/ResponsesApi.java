package dev.tollgate.edge.responses;

import dev.tollgate.edge.ApiFormat;
import dev.tollgate.edge.ErrorFormat;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The paths and errors of the Responses API. */
@Singleton
public class ResponsesApi implements ApiFormat {
    private static final String PATH = "/v1/responses";

    private final ErrorFormat errors = new ResponsesErrors();

    @Override
    public boolean serves(HttpServerRequest request) {
        String path = request.path();
        return path != null && (path.equals(PATH) || path.startsWith(PATH + "/"));
    }

    @Override
    public Optional<String> allowedMethods(String path) {
        return path.equals(PATH) ? Optional.of("POST, OPTIONS") : Optional.empty();
    }

    @Override
    public ErrorFormat errors() {
        return errors;
    }
}
