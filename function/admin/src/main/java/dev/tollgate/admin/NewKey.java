package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;

/**
 * A key with its secret, which is nowhere else.
 *
 * @param expired whether it has expired already
 * @param oldEnded whether the key's old secrets end as they should; false if one could not be changed
 */
public record NewKey(ApiKey key, String secret, boolean expired, boolean oldEnded) {
    /** What to say if an old secret could not be ended. */
    public static final String OLD_GOES_ON =
            "An old secret could not be ended and works as before. Rotate the key again.";

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "NewKey[" + key.id() + "]";
    }
}
