package dev.tollgate.provider;

import dev.tollgate.openai.ChatFailure;
import java.time.Instant;

/**
 * What a provider's dialect has in common, whatever is asked in it.
 *
 * <p>Dialects are pure: bytes and records in, bytes and records out. No clock, logger, HTTP or static state; secrets and
 * time are arguments.
 */
public interface Dialect {

    /** The provider's name in the configuration, such as {@code openai}. */
    String name();

    /**
     * The same request with the provider's credentials.
     *
     * @param secret the API key, or null where the provider needs none
     * @param now for dialects that sign their requests
     */
    UpstreamRequest authorize(UpstreamRequest request, String secret, Instant now);

    /** What a reply with an error status means. The message keeps the provider's words, never a secret. */
    ChatFailure failure(int status, byte[] body);
}
