package dev.tollgate.cli.port;

import dev.tollgate.admin.ChangeAuthor;
import dev.tollgate.store.ManifestRevision;
import java.util.List;
import java.util.Optional;

/** Port: the configuration as a whole, and its versions. */
public interface ConfigAdministration {
    /**
     * Checks a file, and finds out what it would change. Nothing is written.
     *
     * @param name of the file, for messages
     * @throws dev.tollgate.manifest.ManifestException with all its errors
     */
    CheckedChange check(String name, String text);

    /**
     * The same for a version.
     *
     * @throws dev.tollgate.admin.AdminException if there is none of this number
     */
    CheckedChange check(int version);

    /** All versions, the newest first; those of a list may have no text. */
    List<ManifestRevision> versions();

    /** Throws {@link dev.tollgate.admin.AdminException} if there is none of this number. */
    ManifestRevision version(int number);

    /** A file or a version without errors, which can be applied. */
    interface CheckedChange {
        /** What is no error, and may be a mistake. */
        List<String> warnings();

        List<DocumentDifference> changes();

        /** What it would remove without naming it, in a sentence; empty if nothing. */
        Optional<String> danger();

        /** Whether it is a file without entries. */
        boolean empty();

        /**
         * Applies it as a new version, whatever it removes.
         *
         * @throws dev.tollgate.admin.AdminException if somebody has applied another version since the check
         */
        AppliedVersion apply(ChangeAuthor author);
    }

    /**
     * What was applied.
     *
     * @param version empty if the configuration was the same already
     */
    record AppliedVersion(Optional<NumberedDigest> version, List<DocumentDifference> changes) {}

    /** A version and the digest of its text. */
    record NumberedDigest(int number, String digest) {}
}
