package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.Json;
import dev.tollgate.provider.ProviderWords;
import dev.tollgate.provider.compatible.CompatibleWire.Reply;
import java.io.IOException;
import java.util.Locale;

/**
 * What an error of a provider with OpenAI's API means.
 *
 * <p>Bodies come as {@code {"error": {message, type, param, code}}} (OpenAI), {@code {"error": "text"}},
 * {@code {"object": "error", message, code}} (vLLM, Mistral) and {@code {"detail": …}}.
 */
final class CompatibleFailure {
    private CompatibleFailure() {}

    /** Whether a reply or event with status 200 is an error in truth. */
    static boolean isError(Reply reply) {
        boolean hasError = reply.error() != null
                && !reply.error().isNull()
                && !(reply.error().isBoolean() && !reply.error().booleanValue());
        return hasError
                || (reply.object() != null && "error".equals(reply.object().asText()));
    }

    /**
     * The failure for a reply.
     *
     * @param status the HTTP status; 200 for an error in a stream or behind a false success
     */
    static ChatFailure of(String provider, int status, byte[] body) {
        JsonNode root = read(body);
        JsonNode error = root.path("error").isObject() ? root.path("error") : root;
        int told = told(status, error);
        ErrorKind kind = kind(told, error);
        String param = error.path("param").isTextual() ? error.path("param").textValue() : null;
        return ChatFailure.of(kind, kind.status() == 400 ? param : null, message(provider, told, kind, root, error));
    }

    /** Behind a 200 some providers put the true status into the code. */
    private static int told(int status, JsonNode error) {
        int code = error.path("code").asInt(0);
        return status < 400 && code >= 400 && code < 600 ? code : status;
    }

    private static ErrorKind kind(int status, JsonNode error) {
        String code = (error.path("code").asText() + " " + error.path("type").asText()).toLowerCase(Locale.ROOT);
        if (code.contains("context_length") || code.contains("context_window")) {
            return ErrorKind.CONTEXT_LENGTH_EXCEEDED;
        }
        if (code.contains("content_filter") || code.contains("content_policy")) {
            return ErrorKind.CONTENT_POLICY_VIOLATION;
        }
        return switch (status) {
            case 400, 413, 422 -> ErrorKind.REJECTED_BY_PROVIDER;
            case 408, 504 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 429, 503, 529 -> ErrorKind.UPSTREAM_OVERLOADED;
            default ->
                code.contains("rate_limit") || code.contains("overloaded")
                        ? ErrorKind.UPSTREAM_OVERLOADED
                        : ErrorKind.UPSTREAM_FAILED;
        };
    }

    private static String message(String provider, int status, ErrorKind kind, JsonNode root, JsonNode error) {
        if (status == 401 || status == 403) {
            // Its words would be about the gateway's key, which is none of the caller's business.
            return provider + " refused the gateway's credentials (status " + status + ").";
        }
        String words = words(root, error);
        String said = words.isEmpty() ? "status " + status : words;
        return kind.status() == 400 ? ProviderWords.safe(said) : provider + " failed: " + ProviderWords.safe(said);
    }

    private static String words(JsonNode root, JsonNode error) {
        if (error.path("message").isTextual()) {
            return error.path("message").textValue();
        }
        if (root.path("error").isTextual()) {
            return root.path("error").textValue();
        }
        JsonNode detail = root.path("detail");
        return detail.isTextual() ? detail.textValue() : detail.isMissingNode() ? "" : detail.toString();
    }

    private static JsonNode read(byte[] body) {
        try {
            JsonNode node = Json.mapper().readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException notJson) {
            // Proxies on the way answer in HTML; the status says all there is to know.
            return MissingNode.getInstance();
        }
    }
}
