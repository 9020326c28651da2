package dev.tollgate.admin;

import dev.tollgate.store.DocumentChange;
import java.util.List;
import java.util.Optional;

/** Guards against a truncated or blank file, which would remove everything when applied. */
public final class EmptyManifest {
    private EmptyManifest() {}

    /** What applying the candidate would remove, if it has no entries; a sentence. */
    public static Optional<String> danger(ManifestCandidate candidate, List<DocumentChange> changes) {
        long removed = changes.stream().filter(change -> change.after() == null).count();
        return candidate.empty() && removed > 0
                ? Optional.of(candidate.name() + ": the file has no entries, and applying it removes " + removed
                        + (removed == 1 ? " document" : " documents") + " from the config table.")
                : Optional.empty();
    }
}
