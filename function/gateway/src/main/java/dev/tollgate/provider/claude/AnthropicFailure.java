package dev.tollgate.provider.claude;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderError;
import dev.tollgate.provider.ProviderErrorText;
import dev.tollgate.provider.UpstreamFailure;
import java.util.List;

/**
 * Translates Anthropic's errors (https://platform.claude.com/docs/en/api/errors): {@code {"type": "error", "error": {type,
 * message}}}, with an error status or, in a stream, after a 200.
 */
public final class AnthropicFailure {
    private AnthropicFailure() {}

    /**
     * The exception for an error reply.
     *
     * @param status the HTTP status; 200 for an error in a stream, or in a reply that claims success
     */
    public static GatewayException of(String provider, int status, byte[] body) {
        return of(provider, status, UpstreamFailure.read(body).path("error"), ProviderErrorText.of(body));
    }

    /** The exception for the {@code error} object itself. */
    static GatewayException of(String provider, int status, JsonNode error) {
        return of(provider, status, error, error.isTextual() ? error.textValue() : ProviderErrorText.of(error, error));
    }

    private static GatewayException of(String provider, int status, JsonNode error, String message) {
        String type = error.path("type").asText();
        int actualStatus = status < 400 ? statusOf(type) : status;
        return UpstreamFailure.of(new ProviderError(provider, actualStatus, List.of(type), null, message, error));
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
