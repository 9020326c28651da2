package dev.tollgate.provider.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderError;
import dev.tollgate.provider.ProviderErrorText;
import dev.tollgate.provider.UpstreamFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Translates Google's errors (https://ai.google.dev/gemini-api/docs/troubleshooting): {@code {"error": {code, message, status,
 * details}}} as in https://google.aip.dev/193. For a stream, the error is in an array.
 */
final class GeminiFailure {
    private GeminiFailure() {}

    /**
     * The exception for an error reply.
     *
     * @param status the HTTP status; 200 for an error in a stream, or in a reply that claims success
     */
    static GatewayException of(String provider, int status, byte[] body) {
        JsonNode root = UpstreamFailure.read(body);
        JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
        int actualStatus = status >= 400 ? status : error.path("code").asInt(status);
        return UpstreamFailure.of(
                new ProviderError(provider, actualStatus, codes(error), null, ProviderErrorText.of(body), root));
    }

    /** The reason of an error says more than its status: a wrong key is an {@code INVALID_ARGUMENT}. */
    private static List<String> codes(JsonNode error) {
        List<String> codes = new ArrayList<>();
        error.path("details").forEach(detail -> codes.add(detail.path("reason").asText()));
        codes.add(error.path("status").asText());
        return codes;
    }

    /** The exception for an unreadable reply with status 200. An array in place of a reply contains an error. */
    static GatewayException unreadable(String provider, byte[] body, Throwable cause) {
        return UpstreamFailure.read(body).path(0).has("error")
                ? of(provider, 200, body)
                : new GatewayException(
                        ErrorKind.UPSTREAM_FAILED, provider + " sent a reply that is not Gemini's.", cause);
    }
}
