package dev.tollgate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.io.IOException;

/** What providers' errors have in common: what a status means, and which of their words a caller may see. */
public final class UpstreamFailure {
    private UpstreamFailure() {}

    /** What a status means where the body says nothing more exact. */
    public static ErrorKind kind(int status) {
        return switch (status) {
            case 400, 413, 422 -> ErrorKind.REJECTED_BY_PROVIDER;
            case 408, 504 -> ErrorKind.UPSTREAM_TIMEOUT;
            case 429, 503, 529 -> ErrorKind.UPSTREAM_OVERLOADED;
            default -> ErrorKind.UPSTREAM_FAILED;
        };
    }

    /**
     * The failure to tell.
     *
     * @param param the field that the provider names, or null; told only where the request is to blame
     * @param words the provider's own; empty where it had none
     */
    public static GatewayException of(String provider, int status, ErrorKind kind, String param, String words) {
        if (status == 401 || status == 403) {
            // Its words would be about the gateway's key, which is none of the caller's business.
            return new GatewayException(kind, provider + " refused the gateway's credentials (status " + status + ").")
                    .withoutRetry();
        }
        String said = ProviderWords.safe(words.isEmpty() ? "status " + status : words);
        if (kind.status() == 400) {
            return GatewayException.of(kind, param, said);
        }
        GatewayException failure = new GatewayException(kind, provider + " failed: " + said);
        return lasts(status, kind) ? failure.withoutRetry() : failure;
    }

    /** What is wrong with the gateway's own configuration, such as the name of a model, does not pass by itself. */
    private static boolean lasts(int status, ErrorKind kind) {
        return kind == ErrorKind.UPSTREAM_FAILED && status >= 300 && status < 500;
    }

    /** The error's body; missing where it is no JSON: proxies on the way answer in HTML, and the status says it all. */
    public static JsonNode read(byte[] body) {
        try {
            JsonNode node = JsonCodec.mapper().readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }
}
