package dev.tollgate.edge.batches;

import dev.tollgate.edge.ApiFormat;
import dev.tollgate.edge.ErrorFormat;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The paths of files and batches. Their errors are OpenAI's. */
@Singleton
public class BatchesApi implements ApiFormat {
    private static final Map<Pattern, String> METHODS = methods();

    private static Map<Pattern, String> methods() {
        Map<Pattern, String> methods = new LinkedHashMap<>();
        methods.put(Pattern.compile("/v1/(files|batches)"), "GET, HEAD, POST, OPTIONS");
        methods.put(Pattern.compile("/v1/files/[^/]+"), "GET, HEAD, DELETE, OPTIONS");
        methods.put(Pattern.compile("/v1/files/[^/]+/content|/v1/batches/[^/]+"), "GET, HEAD, OPTIONS");
        methods.put(Pattern.compile("/v1/batches/[^/]+/cancel"), "POST, OPTIONS");
        return methods;
    }

    @Override
    public boolean serves(HttpServerRequest request) {
        return allowedMethods(request.path()).isPresent();
    }

    @Override
    public Optional<String> allowedMethods(String path) {
        return METHODS.entrySet().stream()
                .filter(methods -> methods.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public ErrorFormat errors() {
        return ErrorFormat.OPENAI;
    }
}
