package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamFailure;
import java.util.Locale;

/** Translates Cohere's errors (https://docs.cohere.com/reference/errors), which have only a status and a {@code message}. */
final class CohereFailure {
    /** The status for a request or a reply with a forbidden word. */
    private static final int DENY_LISTED = 498;

    private CohereFailure() {}

    /**
     * The exception for an error reply, or for an error in a stream.
     *
     * @param status the HTTP status; 200 for an error in a stream, or in a reply that claims success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        return of(provider, status, message(UpstreamFailure.read(body)));
    }

    /** The exception for Cohere's message. */
    static GatewayException of(String provider, int status, String message) {
        String text = message.toLowerCase(Locale.ROOT);
        boolean isMaxTokens = text.contains("max tokens must be");
        ErrorKind kind = kind(status, text, isMaxTokens);
        return UpstreamFailure.of(provider, status, kind, isMaxTokens ? "max_tokens" : null, message);
    }

    /** Cohere says "too many tokens" of prompts, and of a {@code max_tokens} above the model's limit. */
    private static ErrorKind kind(int status, String text, boolean isMaxTokens) {
        if (status == DENY_LISTED) {
            return ErrorKind.CONTENT_POLICY_VIOLATION;
        }
        ErrorKind byStatus = UpstreamFailure.kind(status);
        boolean isAboutRequest = byStatus == ErrorKind.REJECTED_BY_PROVIDER || status < 400;
        return isAboutRequest && text.contains("too many tokens") && !isMaxTokens
                ? ErrorKind.CONTEXT_LENGTH_EXCEEDED
                : byStatus;
    }

    private static String message(JsonNode root) {
        if (root.path("message").isTextual()) {
            return root.path("message").textValue();
        }
        JsonNode error = root.path("error");
        return error.isTextual() ? error.textValue() : error.path("message").asText("");
    }
}
