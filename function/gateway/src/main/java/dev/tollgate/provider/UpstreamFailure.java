package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;
import java.util.Optional;

/** Translates what all providers' errors have in common: their meaning, their status, and the message that a caller may see. */
public final class UpstreamFailure {
    private UpstreamFailure() {}

    /** The exception for a provider's error, by its {@link FailureMeaning}, or else by its status. */
    public static GatewayException of(ProviderError error) {
        Optional<FailureMeaning> meaning = FailureMeaning.of(error);
        GatewayException failure = of(error, meaning.map(FailureMeaning::kind).orElseGet(() -> kind(error.status())));
        return meaning.map(found -> found == FailureMeaning.UNKNOWN_MODEL).orElse(false)
                ? failure.withoutRetry()
                : failure;
    }

    /** The exception for a provider's error whose kind is known. */
    public static GatewayException of(ProviderError error, ErrorKind kind) {
        String provider = error.provider();
        if (kind == ErrorKind.UPSTREAM_ACCOUNT) {
            // The provider's message would describe the gateway's key or account, which the caller must not see.
            return new GatewayException(kind, provider + " refused the gateway's " + refused(error)).withoutRetry();
        }
        String redacted =
                ErrorMessageRedactor.redact(error.message().isEmpty() ? "status " + error.status() : error.message());
        if (kind.status() < 500) {
            return GatewayException.of(kind, error.param(), redacted);
        }
        GatewayException failure = new GatewayException(kind, provider + " failed: " + redacted);
        failure = isPermanent(error.status(), kind) ? failure.withoutRetry() : failure;
        return RetryHint.in(error).map(failure::retryAfter).orElse(failure);
    }

    private static String refused(ProviderError error) {
        return error.status() == 401 || error.status() == 403
                ? "credentials (status " + error.status() + ")."
                : "account (status " + error.status() + "): its key, its quota or its billing.";
    }

    private static ErrorKind kind(int status) {
        return switch (status) {
            case 400, 413, 422 -> ErrorKind.REJECTED_BY_PROVIDER;
            case 408, 504 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 429, 503, 529 -> ErrorKind.UPSTREAM_OVERLOADED;
            default -> ErrorKind.UPSTREAM_FAILED;
        };
    }

    /**
     * An error in the gateway's own configuration, such as a wrong path, does not go away by itself. Neither does a request that
     * alone exceeds a rate limit, which Groq reports with a 413.
     */
    private static boolean isPermanent(int status, ErrorKind kind) {
        return (kind == ErrorKind.UPSTREAM_FAILED && status >= 300 && status < 500)
                || (kind == ErrorKind.UPSTREAM_OVERLOADED && status == 413);
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
