package dev.tollgate.auth;

import java.util.Optional;

/** Port: the keys that may call the gateway. */
public interface Keys {

    /** The key with this fingerprint, or empty. Throws {@code STORE_UNAVAILABLE} where that cannot be told. */
    Optional<ApiKey> find(KeyHash keyHash);
}
