package dev.tollgate.edge.gemini;

import dev.tollgate.edge.ApiFormat;
import dev.tollgate.edge.ErrorFormat;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Gemini's API (https://ai.google.dev/api), and the paths that Google's SDKs have for it: those of Vertex AI, and other versions. The
 * model in a path is an alias or {@code provider/model}.
 */
@Singleton
public class GeminiApi implements ApiFormat {
    private static final String MODELS = "/v1beta/models";
    private static final String VERSION = "/v1(?:alpha|beta\\d*)?";

    private static final Pattern CALLED = Pattern.compile(
            "(?:%s)?(?:/projects/[^/]+/locations/[^/]+)?((?:/publishers/[^/]+)?/models/|/tunedModels/)(.+)(?::|%%3[aA])([a-zA-Z]+)"
                    .formatted(VERSION));
    private static final Pattern LISTED = Pattern.compile(
            "%s(?:/projects/[^/]+/locations/[^/]+)?(?:/publishers/google)?/models(/.+)?".formatted(VERSION));

    private static final String GOOGLE = "/publishers/google/";
    private static final List<String> METHODS =
            List.of("generateContent", "streamGenerateContent", "countTokens", "embedContent", "batchEmbedContents");
    /** What Google's SDKs send, and no client of another API. */
    private static final List<String> HEADERS = List.of("x-goog-api-key", "x-goog-api-client");

    @Override
    public boolean serves(HttpServerRequest request) {
        return endpoint(request).isPresent() || UnservedGoogleEndpoints.isGoogles(request.path());
    }

    /** The model as one segment, also where it has slashes. Vertex AI's publisher is the provider, unless it is Google. */
    @Override
    public Optional<String> endpoint(HttpServerRequest request) {
        Matcher called = CALLED.matcher(request.path());
        if (called.matches() && METHODS.contains(called.group(3))) {
            return Optional.of(
                    MODELS + "/" + provider(called.group(1)) + segment(called.group(2)) + ":" + called.group(3));
        }
        if (called.matches() && isUnserved(request)) {
            // A model has no path below its own.
            return Optional.of(MODELS + "/" + segment(called.group(2)) + "/" + called.group(3));
        }
        Matcher listed = LISTED.matcher(request.path());
        boolean ours = listed.matches() && (!request.path().startsWith("/v1/") || isGoogles(request));
        return ours ? Optional.of(MODELS + below(listed.group(1))) : Optional.empty();
    }

    /** A method that the gateway does not know. Models of OpenAI's have colons as well, but nobody posts to them. */
    private static boolean isUnserved(HttpServerRequest request) {
        return request.method().equals(HttpMethod.POST) && UnservedGoogleEndpoints.isGoogles(request.path());
    }

    private static String provider(String parent) {
        String publisher = parent.startsWith("/publishers/") && !parent.startsWith(GOOGLE)
                ? parent.substring("/publishers/".length(), parent.indexOf("/models/"))
                : "";
        return publisher.isEmpty() ? "" : publisher + "%2F";
    }

    private static String below(@Nullable String name) {
        return name == null ? "" : "/" + segment(name.substring(1));
    }

    private static String segment(String name) {
        return name.replace("/", "%2F").replace(":", "%3A");
    }

    private static boolean isGoogles(HttpServerRequest request) {
        return HEADERS.stream().anyMatch(header -> request.getHeader(header) != null);
    }

    @Override
    public Optional<String> key(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam("key")).filter(key -> !key.isBlank());
    }

    @Override
    public Optional<String> allowedMethods(String path) {
        if (!path.startsWith(MODELS)) {
            return Optional.empty();
        }
        return callsModel(path) ? Optional.of("POST, OPTIONS") : Optional.of("GET, HEAD, OPTIONS");
    }

    /** Whether a path, or its end, names a method of a model: only a POST calls one. */
    static boolean callsModel(String path) {
        return METHODS.stream().anyMatch(method -> path.endsWith(":" + method));
    }

    @Override
    public ErrorFormat errors() {
        return new GeminiErrors();
    }
}
