package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamFailure;
import java.util.Locale;

/**
 * What Cohere's errors mean (https://docs.cohere.com/reference/errors). All it says is a status and {@code message}.
 */
final class CohereFailure {
    /** A request or an answer holds a word that must not be used. */
    private static final int DENY_LISTED = 498;

    private CohereFailure() {}

    /**
     * The failure for a reply, or for an event of one.
     *
     * @param status the HTTP status; 200 for an error in a stream or behind a false success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        return of(provider, status, words(UpstreamFailure.read(body)));
    }

    /** The failure for what Cohere said of it. */
    static GatewayException of(String provider, int status, String words) {
        boolean tooLongAnAnswer = words.toLowerCase(Locale.ROOT).contains("max tokens must be");
        ErrorKind kind = kind(status, words.toLowerCase(Locale.ROOT), tooLongAnAnswer);
        return UpstreamFailure.of(provider, status, kind, tooLongAnAnswer ? "max_tokens" : null, words);
    }

    /** "too many tokens" is said of prompts, and of more {@code max_tokens} than the model can write. */
    private static ErrorKind kind(int status, String words, boolean tooLongAnAnswer) {
        if (status == DENY_LISTED) {
            return ErrorKind.CONTENT_POLICY_VIOLATION;
        }
        ErrorKind byStatus = UpstreamFailure.kind(status);
        boolean aboutTheRequest = byStatus == ErrorKind.REJECTED_BY_PROVIDER || status < 400;
        return aboutTheRequest && words.contains("too many tokens") && !tooLongAnAnswer
                ? ErrorKind.CONTEXT_LENGTH_EXCEEDED
                : byStatus;
    }

    private static String words(JsonNode root) {
        if (root.path("message").isTextual()) {
            return root.path("message").textValue();
        }
        JsonNode error = root.path("error");
        return error.isTextual() ? error.textValue() : error.path("message").asText("");
    }
}
