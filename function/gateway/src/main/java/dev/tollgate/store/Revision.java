package dev.tollgate.store;

import dev.tollgate.auth.Fingerprint;
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
public record Revision(
        int number,
        Instant at,
        String by,
        String text,
        Map<String, Fingerprint> keys,
        String digest,
        Integer restores,
        boolean complete) {

    public Revision {
        keys = Map.copyOf(keys);
    }
}
