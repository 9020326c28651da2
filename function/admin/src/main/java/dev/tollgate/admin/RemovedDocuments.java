package dev.tollgate.admin;

import dev.tollgate.store.DocumentChange;
import java.util.List;
import java.util.Optional;

/** What applying a file would remove from the config table. A truncated or partial file removes what it does not name. */
public final class RemovedDocuments {
    /** More names than that say no more. */
    private static final int SHOWN = 10;

    private RemovedDocuments() {}

    /** A sentence that names the documents; empty if nothing would be removed. */
    public static Optional<String> danger(ManifestCandidate candidate, List<DocumentChange> changes) {
        return danger(
                candidate.name(),
                candidate.empty(),
                changes.stream()
                        .filter(change -> change.after() == null)
                        .map(DocumentChange::name)
                        .toList());
    }

    /**
     * The same.
     *
     * @param file the name of the file
     * @param empty whether it has no entries
     * @param removed the names of documents that it does not name
     */
    public static Optional<String> danger(String file, boolean empty, List<String> removed) {
        if (removed.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(", ", removed.subList(0, Math.min(SHOWN, removed.size())));
        return Optional.of(file + (empty ? ": the file has no entries, and" : ":")
                + " applying it removes " + removed.size() + (removed.size() == 1 ? " document" : " documents")
                + " from the config table: " + names + (removed.size() > SHOWN ? " and more." : "."));
    }
}
