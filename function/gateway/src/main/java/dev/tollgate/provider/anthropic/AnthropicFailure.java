package dev.tollgate.provider.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamFailure;
import java.util.Locale;

/**
 * What Anthropic's errors mean (https://platform.claude.com/docs/en/api/errors): {@code {"type": "error", "error": {type,
 * message}}}, with a status of its own or, in a stream, behind a 200.
 */
final class AnthropicFailure {
    private AnthropicFailure() {}

    /**
     * The failure for a reply.
     *
     * @param status the HTTP status; 200 for an error in a stream or behind a false success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        return of(provider, status, UpstreamFailure.read(body).path("error"));
    }

    /** The failure for the {@code error} object itself. */
    static GatewayException of(String provider, int status, JsonNode error) {
        String type = error.path("type").asText();
        String words = error.path("message").isTextual() ? error.path("message").textValue() : error.asText();
        int told = status < 400 ? statusOf(type) : status;
        return UpstreamFailure.of(provider, told, kind(type, told, words), null, words);
    }

    private static ErrorKind kind(String type, int status, String words) {
        return switch (type) {
            case "invalid_request_error" -> refused(words);
            case "request_too_large" -> ErrorKind.REQUEST_TOO_LARGE;
            case "rate_limit_error", "overloaded_error" -> ErrorKind.UPSTREAM_OVERLOADED;
            case "timeout_error" -> ErrorKind.UPSTREAM_TIMEOUT;
            case "api_error", "authentication_error", "billing_error", "not_found_error", "permission_error" ->
                ErrorKind.UPSTREAM_FAILED;
            default -> UpstreamFailure.kind(status);
        };
    }

    /** One type for everything that is wrong with a request, and more: only the words tell. */
    private static ErrorKind refused(String words) {
        String said = words.toLowerCase(Locale.ROOT);
        if (said.contains("prompt is too long") || said.contains("context limit") || said.contains("context window")) {
            return ErrorKind.CONTEXT_LENGTH_EXCEEDED;
        }
        if (said.contains("content filtering policy")) {
            return ErrorKind.CONTENT_POLICY_VIOLATION;
        }
        // Of the gateway's own account; another target may answer.
        return said.contains("credit balance") ? ErrorKind.UPSTREAM_FAILED : ErrorKind.REJECTED_BY_PROVIDER;
    }

    private static int statusOf(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 500;
        };
    }
}
