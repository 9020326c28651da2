package dev.tollgate.provider.compatible;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamFailure;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Translates the errors of providers with OpenAI's API.
 *
 * <p>Their bodies are {@code {"error": {message, type, param, code}}} (OpenAI), {@code {"error": "text"}},
 * {@code {"object": "error", message, code}} (vLLM, Mistral) and {@code {"detail": …}}.
 */
final class CompatibleFailure {
    private CompatibleFailure() {}

    /** Whether a reply or an event with status 200 is in fact an error. */
    static boolean isError(@Nullable JsonNode error, @Nullable JsonNode object) {
        boolean hasError = error != null && !error.isNull() && !(error.isBoolean() && !error.booleanValue());
        return hasError || (object != null && "error".equals(object.asText()));
    }

    /**
     * The exception for an error reply.
     *
     * @param status the HTTP status; 200 for an error in a stream, or in a reply that claims success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        JsonNode error = root.path("error").isObject() ? root.path("error") : root;
        int actualStatus = actualStatus(status, error);
        String param = error.path("param").isTextual() ? error.path("param").textValue() : null;
        return UpstreamFailure.of(provider, actualStatus, kind(actualStatus, error), param, message(root, error));
    }

    /** With a status of 200, some providers put the actual status into the code. */
    private static int actualStatus(int status, JsonNode error) {
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

    private static String message(JsonNode root, JsonNode error) {
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
