package dev.tollgate.provider.cohere;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ProviderError;
import dev.tollgate.provider.ProviderErrorText;
import dev.tollgate.provider.UpstreamFailure;
import java.util.List;
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
        return of(provider, status, ProviderErrorText.of(body));
    }

    /** The exception for Cohere's message. */
    static GatewayException of(String provider, int status, String message) {
        String param = message.toLowerCase(Locale.ROOT).contains("max tokens must be") ? "max_tokens" : null;
        ProviderError error = new ProviderError(provider, status, List.of(), param, message, MissingNode.getInstance());
        return status == DENY_LISTED
                ? UpstreamFailure.of(error, ErrorKind.CONTENT_POLICY_VIOLATION)
                : UpstreamFailure.of(error);
    }
}
