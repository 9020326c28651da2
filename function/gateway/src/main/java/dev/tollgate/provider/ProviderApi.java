package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider's endpoints have in common: authorization and errors.
 *
 * <p>Implementations are pure: bytes and records in, bytes and records out. They use no clock, logger, HTTP client or static
 * state; secrets and the time are arguments.
 */
public interface ProviderApi {

    /** The provider's name in the configuration, such as {@code openai}. */
    String name();

    /**
     * Adds the provider's credentials to a request.
     *
     * @param secret the API key, or the token exchanged for it; absent where the provider needs none
     * @param now for providers whose requests are signed
     */
    UpstreamRequest authorize(UpstreamRequest request, @Nullable String secret, Instant now);

    /**
     * How to exchange this secret for the credentials that {@link #authorize} takes; empty where it takes the secret itself.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the secret is unusable; the message does not contain it
     */
    default Optional<TokenExchange> exchange(String secret) {
        return Optional.empty();
    }

    /** Headers of the client's that the provider gets if the client sent them, by name. */
    default Set<String> forwardedHeaders() {
        return Set.of();
    }

    /**
     * Adds the client's headers to a request. Some APIs have them in the body.
     *
     * @param headers those of {@link #forwardedHeaders} that the client sent
     */
    default UpstreamRequest withClientHeaders(UpstreamRequest request, Map<String, String> headers) {
        UpstreamRequest complete = request;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            complete = complete.withHeader(header.getKey(), header.getValue());
        }
        return complete;
    }

    /**
     * What of the client's headers the provider does not get, as {@code header.value}, so that none is dropped silently.
     *
     * @param request as {@link #withClientHeaders} gets it
     * @param headers those of {@link #forwardedHeaders} that the client sent
     */
    default List<String> droppedHeaders(UpstreamRequest request, Map<String, String> headers) {
        return List.of();
    }

    /** Translates a reply with an error status. The message quotes the provider's, without secrets. */
    GatewayException failure(int status, byte[] body);

    /**
     * The same for a reply whose head names the error, as AWS's do.
     *
     * @param errorType the header {@code x-amzn-errortype}; empty where the reply has none
     */
    default GatewayException failure(int status, String errorType, byte[] body) {
        return failure(status, body);
    }
}
