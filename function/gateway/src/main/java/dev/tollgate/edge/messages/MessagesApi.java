package dev.tollgate.edge.messages;

import dev.tollgate.edge.ApiFormat;
import dev.tollgate.edge.ErrorFormat;
import dev.tollgate.edge.ModelListFormat;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Anthropic's Messages API, and its list of models: other APIs have one at the same path. */
@Singleton
public class MessagesApi implements ApiFormat {
    private static final String VERSION = "/v1";
    private static final String UNVERSIONED = "/messages";
    static final String PATH = VERSION + UNVERSIONED;
    static final String COUNT_PATH = PATH + "/count_tokens";

    private static final String MODELS = "/models";
    private static final String VERSION_HEADER = "anthropic-version";

    private final Clock clock;

    MessagesApi(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean serves(HttpServerRequest request) {
        return isAt(PATH, request)
                || isAt(UNVERSIONED, request)
                || ((isAt(VERSION + MODELS, request) || isAt(MODELS, request))
                        && request.getHeader(VERSION_HEADER) != null);
    }

    /** A base URL is meant for one kind of client: some of them add the version, and some expect it there. */
    @Override
    public Optional<String> endpoint(HttpServerRequest request) {
        return isAt(UNVERSIONED, request) ? Optional.of(VERSION + request.path()) : Optional.empty();
    }

    private static boolean isAt(String place, HttpServerRequest request) {
        String path = request.path();
        return path != null && (path.equals(place) || path.startsWith(place + "/"));
    }

    @Override
    public Optional<String> allowedMethods(String path) {
        return path.equals(PATH) || path.equals(COUNT_PATH) ? Optional.of("POST, OPTIONS") : Optional.empty();
    }

    @Override
    public ErrorFormat errors() {
        return new MessagesErrors(clock);
    }

    @Override
    public Optional<ModelListFormat> models() {
        return Optional.of(new AnthropicModels());
    }

    @Override
    public Optional<String> requestIdHeader() {
        return Optional.of("request-id");
    }
}
