package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;

/**
 * A key with its secret, which is nowhere else.
 *
 * @param expired whether it has expired already
 */
public record NewKey(ApiKey key, String secret, boolean expired) {
    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "NewKey[" + key.id() + "]";
    }
}
