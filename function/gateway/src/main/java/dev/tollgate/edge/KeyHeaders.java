package dev.tollgate.edge;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where clients put their key: OpenAI's into {@code Authorization}, Anthropic's into {@code x-api-key}, Azure's into {@code api-key}. */
final class KeyHeaders {
    private KeyHeaders() {}

    /** The request's {@code Authorization}, or what it would be with the key from another header; null if there is no key. */
    static @Nullable String authorization(RoutingContext http) {
        MultiMap headers = http.request().headers();
        return value(headers, "authorization")
                .or(() -> Stream.of("x-api-key", "api-key")
                        .flatMap(name -> value(headers, name).stream())
                        .findFirst()
                        .map(key -> "Bearer " + key))
                .orElse(null);
    }

    private static Optional<String> value(MultiMap headers, String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }
}
