package dev.tollgate.edge;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where clients put their key: OpenAI's into {@code Authorization}, Anthropic's into {@code x-api-key}, Azure's into {@code api-key},
 * Google's into {@code x-goog-api-key}.
 */
public final class KeyHeaders {
    private static final List<String> OTHERS = List.of("x-api-key", "api-key", "x-goog-api-key");

    private KeyHeaders() {}

    /** The key is at a place that only the API which the client called has. */
    static void choose(RoutingContext http, String key) {
        http.put(KeyHeaders.class.getName(), key);
    }

    /** The request's {@code Authorization}, or what it would be with the key from another header; null if there is no key. */
    public static @Nullable String authorization(RoutingContext http) {
        MultiMap headers = http.request().headers();
        return value(headers, "authorization")
                .or(() -> OTHERS.stream()
                        .flatMap(name -> value(headers, name).stream())
                        .findFirst()
                        .or(() -> Optional.ofNullable(http.get(KeyHeaders.class.getName())))
                        .map(key -> "Bearer " + key))
                .orElse(null);
    }

    private static Optional<String> value(MultiMap headers, String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }
}
