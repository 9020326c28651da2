package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;
import java.util.Optional;

/**
 * What a provider's dialect has in common, whatever is asked in it.
 *
 * <p>Dialects are pure: bytes and records in, bytes and records out. No clock, logger, HTTP or static state; secrets and
 * time are arguments.
 */
public interface ProviderApi {

    /** The provider's name in the configuration, such as {@code openai}. */
    String name();

    /**
     * The same request with the provider's credentials.
     *
     * @param secret the API key, or what it was exchanged for; null where the provider needs none
     * @param now for dialects that sign their requests
     */
    UpstreamRequest authorize(UpstreamRequest request, String secret, Instant now);

    /**
     * How to get credentials for {@link #authorize} in exchange for this secret; empty where the secret is all it takes.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the secret is unusable; the message does not hold it
     */
    default Optional<TokenExchange> exchange(String secret) {
        return Optional.empty();
    }

    /** What a reply with an error status means. The message keeps the provider's words, never a secret. */
    GatewayException failure(int status, byte[] body);
}
