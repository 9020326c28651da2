package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.UpstreamFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Translates Google's errors (https://ai.google.dev/gemini-api/docs/troubleshooting): {@code {"error": {code, message, status,
 * details}}} as in https://google.aip.dev/193. For a stream, the error is in an array.
 */
final class GeminiFailure {
    /** Google has no status for it, only messages, which differ between the Gemini API and Vertex AI. */
    private static final Pattern TOO_LONG =
            Pattern.compile("(?i)token count.{0,80}(exceeds|supports)|exceeds the maximum number of (input )?tokens");

    private static final Pattern NO_KEY = Pattern.compile("(?i)api key (not valid|not found|expired)");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private GeminiFailure() {}

    /**
     * The exception for an error reply.
     *
     * @param status the HTTP status; 200 for an error in a stream, or in a reply that claims success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
        String message =
                error.isTextual() ? error.textValue() : error.path("message").asText();
        if (isAboutCredentials(error, message)) {
            return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " refused the gateway's credentials.")
                    .withoutRetry();
        }
        int actualStatus = status >= 400 ? status : error.path("code").asInt(status);
        ErrorKind kind = kind(actualStatus, error, message);
        GatewayException failure = UpstreamFailure.of(provider, actualStatus, kind, null, message);
        return retryDelay(error).map(failure::retryAfter).orElse(failure);
    }

    /** The exception for an unreadable reply with status 200. An array in place of a reply contains an error. */
    static GatewayException unreadable(String provider, byte[] body, Throwable cause) {
        return UpstreamFailure.read(body).path(0).has("error")
                ? of(provider, 200, body)
                : new GatewayException(
                        ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that is not Gemini's.", cause);
    }

    /** Google reports a wrong API key as an {@code INVALID_ARGUMENT} with status 400, although the request is valid. */
    private static boolean isAboutCredentials(JsonNode error, String message) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("reason").asText().startsWith("API_KEY_")) {
                return true;
            }
        }
        return NO_KEY.matcher(message).find();
    }

    private static ErrorKind kind(int status, JsonNode error, String message) {
        if (TOO_LONG.matcher(message).find()) {
            return ErrorKind.CONTEXT_LENGTH_EXCEEDED;
        }
        return switch (error.path("status").asText()) {
            // Google does not serve the gateway's region or account, which is not the caller's fault.
            case "FAILED_PRECONDITION" -> ErrorKind.UPSTREAM_FAILED;
            case "RESOURCE_EXHAUSTED", "UNAVAILABLE" -> ErrorKind.UPSTREAM_OVERLOADED;
            case "DEADLINE_EXCEEDED" -> ErrorKind.UPSTREAM_TIMEOUT;
            default -> UpstreamFailure.kind(status);
        };
    }

    /** Reads {@code google.rpc.RetryInfo}, which Google sends in place of {@code retry-after}. */
    private static Optional<Duration> retryDelay(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            Matcher delay = SECONDS.matcher(detail.path("retryDelay").asText());
            if (delay.matches()) {
                return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(delay.group(1)) * 1_000)));
            }
        }
        return Optional.empty();
    }
}
