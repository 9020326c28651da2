package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Translates what all providers' errors have in common: their status, and the message that a caller may see. */
public final class UpstreamFailure {
    private UpstreamFailure() {}

    /** The kind for a status, where the body is not more specific. */
    public static ErrorKind kind(int status) {
        return switch (status) {
            case 400, 413, 422 -> ErrorKind.REJECTED_BY_PROVIDER;
            case 408, 504 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 429, 503, 529 -> ErrorKind.UPSTREAM_OVERLOADED;
            default -> ErrorKind.UPSTREAM_FAILED;
        };
    }

    /**
     * The exception for a provider's error.
     *
     * @param param the field that the provider names; the caller sees it only where the request causes the error
     * @param message the provider's own message; empty where it sends none
     */
    public static GatewayException of(
            String provider, int status, ErrorKind kind, @Nullable String param, String message) {
        if (status == 401 || status == 403) {
            // The provider's message would describe the gateway's key, which the caller must not see.
            return new GatewayException(kind, provider + " refused the gateway's credentials (status " + status + ").")
                    .withoutRetry();
        }
        String redacted = ErrorMessageRedactor.redact(message.isEmpty() ? "status " + status : message);
        if (kind.status() == 400) {
            return GatewayException.of(kind, param, redacted);
        }
        GatewayException failure = new GatewayException(kind, provider + " failed: " + redacted);
        return isPermanent(status, kind) ? failure.withoutRetry() : failure;
    }

    /** An error in the gateway's own configuration, such as a wrong model name, does not go away by itself. */
    private static boolean isPermanent(int status, ErrorKind kind) {
        return kind == ErrorKind.UPSTREAM_FAILED && status >= 300 && status < 500;
    }

    /** The error's body as JSON; a missing node where it is not JSON, such as the HTML of a proxy. */
    public static JsonNode read(byte[] body) {
        try {
            JsonNode node = JsonCodec.mapper().readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
