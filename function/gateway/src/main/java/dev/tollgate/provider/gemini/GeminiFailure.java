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
 * What an error of Google's means (https://ai.google.dev/gemini-api/docs/troubleshooting): {@code {"error": {code,
 * message, status, details}}} as https://google.aip.dev/193 has it, for a stream in an array.
 */
final class GeminiFailure {
    /** Google has no status for it, only words, and those differ between the Gemini API and Vertex AI. */
    private static final Pattern TOO_LONG =
            Pattern.compile("(?i)token count.{0,80}(exceeds|supports)|exceeds the maximum number of (input )?tokens");

    private static final Pattern NO_KEY = Pattern.compile("(?i)api key (not valid|not found|expired)");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s");

    private GeminiFailure() {}

    /**
     * The failure for a reply.
     *
     * @param status the HTTP status; 200 for an error in a stream or behind a false success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
        String words =
                error.isTextual() ? error.textValue() : error.path("message").asText();
        if (isAboutCredentials(error, words)) {
            return new GatewayException(ErrorKind.UPSTREAM_FAILED, provider + " refused the gateway's credentials.")
                    .withoutRetry();
        }
        int told = status >= 400 ? status : error.path("code").asInt(status);
        GatewayException failure = UpstreamFailure.of(provider, told, kind(told, error, words), null, words);
        return retryDelay(error).map(failure::retryAfter).orElse(failure);
    }

    /** The failure for a reply with status 200 that is no reply: where an array comes instead, it holds an error. */
    static GatewayException unreadable(String provider, byte[] body, Throwable cause) {
        return UpstreamFailure.read(body).path(0).has("error")
                ? of(provider, 200, body)
                : new GatewayException(
                        ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that is not Gemini's.", cause);
    }

    /** A wrong API key is an {@code INVALID_ARGUMENT} with status 400 here; the caller's arguments are fine. */
    private static boolean isAboutCredentials(JsonNode error, String words) {
        for (JsonNode detail : error.path("details")) {
            if (detail.path("reason").asText().startsWith("API_KEY_")) {
                return true;
            }
        }
        return NO_KEY.matcher(words).find();
    }

    private static ErrorKind kind(int status, JsonNode error, String words) {
        if (TOO_LONG.matcher(words).find()) {
            return ErrorKind.CONTEXT_LENGTH_EXCEEDED;
        }
        return switch (error.path("status").asText()) {
            // The place or the account is not served: not the caller's fault.
            case "FAILED_PRECONDITION" -> ErrorKind.UPSTREAM_FAILED;
            case "RESOURCE_EXHAUSTED", "UNAVAILABLE" -> ErrorKind.UPSTREAM_OVERLOADED;
            case "DEADLINE_EXCEEDED" -> ErrorKind.UPSTREAM_TIMEOUT;
            default -> UpstreamFailure.kind(status);
        };
    }

    /** {@code google.rpc.RetryInfo}: Google sends no {@code retry-after}. */
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
