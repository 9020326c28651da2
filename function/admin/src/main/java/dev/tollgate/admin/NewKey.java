package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.store.RegisteredKey;
import java.util.List;

/**
 * A key with its secret, which is nowhere else: an answer is made of this alone, because reading the key again may fail.
 *
 * @param secrets the new one as it is stored, then the old ones that still work
 * @param expired whether it has expired already
 * @param oldEnded whether the key's old secrets end as they should; false if one could not be changed
 */
public record NewKey(List<RegisteredKey> secrets, String secret, boolean expired, boolean oldEnded) {
    /** What to say if an old secret could not be ended. */
    public static final String OLD_GOES_ON =
            "An old secret could not be ended and works as before. Rotate the key again.";

    public NewKey {
        secrets = List.copyOf(secrets);
    }

    /** The key with its new secret. */
    public ApiKey key() {
        return secrets.getFirst().key();
    }

    /** Leaves out the secret. */
    @Override
    public String toString() {
        return "NewKey[" + key().id() + "]";
    }
}
