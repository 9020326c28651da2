package dev.tollgate.edge.media;

import dev.tollgate.edge.ApiFormat;
import dev.tollgate.edge.ErrorFormat;
import dev.tollgate.openai.MediaEndpoint;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The paths of the media endpoints, which some clients call without the version. Their errors are OpenAI's. */
@Singleton
public class MediaApi implements ApiFormat {
    private static final String VERSION = "/v1";
    private static final Set<String> PATHS = Stream.concat(
                    Stream.of("/v2/" + MediaEndpoint.RERANK.path()),
                    Stream.of(MediaEndpoint.values()).map(endpoint -> VERSION + "/" + endpoint.path()))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean serves(HttpServerRequest request) {
        return PATHS.contains(request.path()) || endpoint(request).isPresent();
    }

    @Override
    public Optional<String> endpoint(HttpServerRequest request) {
        return Optional.of(VERSION + request.path()).filter(PATHS::contains);
    }

    @Override
    public Optional<String> allowedMethods(String path) {
        return PATHS.contains(path) ? Optional.of("POST, OPTIONS") : Optional.empty();
    }

    @Override
    public ErrorFormat errors() {
        return ErrorFormat.OPENAI;
    }
}
