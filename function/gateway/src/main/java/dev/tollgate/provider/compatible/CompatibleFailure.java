package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamFailure;
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
    static boolean isError(JsonNode error, JsonNode object) {
        boolean hasError = error != null && !error.isNull() && !(error.isBoolean() && !error.booleanValue());
        return hasError || (object != null && "error".equals(object.asText()));
    }

    /**
     * The failure for a reply.
     *
     * @param status the HTTP status; 200 for an error in a stream or behind a false success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        JsonNode error = root.path("error").isObject() ? root.path("error") : root;
        int told = told(status, error);
        String param = error.path("param").isTextual() ? error.path("param").textValue() : null;
        return UpstreamFailure.of(provider, told, kind(told, error), param, words(root, error));
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
        ErrorKind byStatus = UpstreamFailure.kind(status);
        boolean busy = code.contains("rate_limit") || code.contains("overloaded");
        return byStatus == ErrorKind.UPSTREAM_FAILED && busy ? ErrorKind.UPSTREAM_OVERLOADED : byStatus;
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
}
