package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/** Exchanges a long-lived secret for a token that expires. It is as pure as the {@link ProviderApi} that it belongs to. */
public interface TokenExchange {

    /** The request to the issuer of the token. */
    UpstreamRequest request(Instant now);

    /**
     * Reads the token from the issuer's reply.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED}, without the secret in its message
     */
    Token read(int status, byte[] body, Instant now);

    /**
     * The credentials that {@link ProviderApi#authorize} takes in place of the secret.
     *
     * @param expiresAt the instant from which the provider rejects them
     */
    record Token(String credentials, Instant expiresAt) {

        /** Leaves out the credentials. */
        @Override
        public String toString() {
            return "Token[until " + expiresAt + "]";
        }
    }
}
