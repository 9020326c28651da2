package dev.tollgate.edge.gemini;

import dev.tollgate.edge.UnservedEndpoints;
import dev.tollgate.openai.GatewayException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Google's API has (https://ai.google.dev/api), the gateway does not serve, and what to use in its place. */
final class UnservedGoogleEndpoints {
    /** The versions that OpenAI's API does not have, and the paths of Vertex AI. */
    private static final Pattern PATH =
            Pattern.compile("(?:/(?:upload|download))?/v1(?:(?:alpha|beta\\d*)|(?=/projects/))/(.+)");

    private static final Pattern COLLECTION =
            Pattern.compile("(?:projects/[^/]+/locations/[^/]+/)?([a-zA-Z]+)(?:[/:].*)?");
    private static final Pattern METHOD = Pattern.compile("(?:.*/)?models/.+(?::|%3[aA])([a-zA-Z]+)");

    private static final String KEPT_BY_GOOGLE = "it belongs to an account at Google. Call Google directly";
    private static final String SERVED =
            "of a model, it serves generateContent, streamGenerateContent, countTokens, embedContent and batchEmbedContents";
    private static final String FILES = KEPT_BY_GOOGLE + ", or send files as inlineData of a part";

    private static final Map<String, String> COLLECTIONS = Map.of(
            "cachedContents",
            KEPT_BY_GOOGLE + ", or send the content with each request: Gemini caches long beginnings by itself",
            "files",
            FILES,
            "batches",
            KEPT_BY_GOOGLE + ", or send the requests one by one",
            "tunedModels",
            KEPT_BY_GOOGLE + ", and name the model in an alias",
            "interactions",
            "it keeps state at Google. Use generateContent, or previous_response_id of /v1/responses");

    private static final Map<String, String> METHODS = Map.of(
            "batchGenerateContent", COLLECTIONS.get("batches"),
            "asyncBatchEmbedContent", COLLECTIONS.get("batches"),
            "predict", "images are made by generateContent, or by /v1/images/generations",
            "predictLongRunning", "a video is made over minutes and kept by Google. Call Google directly",
            "bidiGenerateContent", "a WebSocket does not fit behind a Lambda function. Call Google directly");

    private UnservedGoogleEndpoints() {}

    /** Whether only Google's API has such a path. */
    static boolean isGoogles(String path) {
        return PATH.matcher(path).matches();
    }

    /** The error for this path; empty for paths of other APIs. */
    static Optional<GatewayException> at(String path) {
        Matcher googles = PATH.matcher(path);
        return googles.matches()
                ? Optional.of(UnservedEndpoints.error(path, instead(googles.group(1))))
                : Optional.empty();
    }

    private static String instead(String below) {
        Matcher method = METHOD.matcher(below);
        if (method.matches()) {
            return METHODS.getOrDefault(method.group(1), SERVED);
        }
        Matcher collection = COLLECTION.matcher(below);
        return collection.matches() ? COLLECTIONS.getOrDefault(collection.group(1), KEPT_BY_GOOGLE) : KEPT_BY_GOOGLE;
    }
}
