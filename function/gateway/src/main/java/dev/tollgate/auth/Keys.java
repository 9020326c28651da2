package dev.tollgate.auth;

import java.util.Optional;

/** Port: finds the keys that may call the gateway. */
public interface Keys {

    /**
     * The key with this hash, or empty if there is none.
     *
     * @throws dev.tollgate.openai.GatewayException {@code STORE_UNAVAILABLE} if the store does not answer
     */
    Optional<ApiKey> find(KeyHash keyHash);
}
