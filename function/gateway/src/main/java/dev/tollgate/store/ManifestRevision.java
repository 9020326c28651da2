package dev.tollgate.store;

import dev.tollgate.auth.KeyHash;
import java.time.Instant;
import java.util.Map;

/**
 * A {@code tollgate.yaml} that was applied.
 *
 * @param number counted from 1
 * @param by who applied it
 * @param text the file, without secrets
 * @param keys what the environment variables that it names as keys held then
 * @param digest the SHA-256 of the text, in hexadecimal
 * @param restores the version that this one went back to, or null
 * @param complete false where applying it did not come to its end
 */
public record ManifestRevision(
        int number,
        Instant at,
        String by,
        String text,
        Map<String, KeyHash> keys,
        String digest,
        Integer restores,
        boolean complete) {

    public ManifestRevision {
        keys = Map.copyOf(keys);
    }
}
