package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;
import java.time.Instant;

/** Gets credentials for some time in exchange for a secret that lasts. As pure as the dialect that it belongs to. */
public interface TokenExchange {

    /** What to send to whoever gives the credentials. */
    UpstreamRequest request(Instant now);

    /**
     * The credentials in the reply.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED}, without the secret in its message
     */
    Token read(int status, byte[] body, Instant now);

    /**
     * What the adapter's {@code authorize} takes in place of the secret.
     *
     * @param expiresAt from when it is refused
     */
    record Token(String credentials, Instant expiresAt) {

        /** Never shows the credentials. */
        @Override
        public String toString() {
            return "Token[until " + expiresAt + "]";
        }
    }
}
