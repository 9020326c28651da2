package dev.tollgate.store;

import dev.tollgate.auth.KeyHash;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An applied {@code tollgate.yaml}.
 *
 * @param number from 1
 * @param by who applied it
 * @param text the file, without secrets
 * @param keys the hashes of the keys that its environment variables held
 * @param digest the SHA-256 of the text, in hexadecimal
 * @param restores the version that this rollback restored; null for a new file
 * @param complete false if it was not applied completely
 */
public record ManifestRevision(
        int number,
        Instant at,
        String by,
        String text,
        Map<String, KeyHash> keys,
        String digest,
        @Nullable Integer restores,
        boolean complete) {

    public ManifestRevision {
        keys = Map.copyOf(keys);
    }
}
