package dev.tollgate.cli;

import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.manifest.RedactedManifest;
import java.util.List;

/**
 * What is to be applied, read and found right.
 *
 * @param name of the file, or the version
 * @param warnings what of it this build must leave out
 * @param empty whether no section of it has an entry
 * @param kept its text for the history
 */
record ManifestCandidate(
        String name, ManifestPlan plan, List<ManifestProblem> warnings, boolean empty, RedactedManifest kept) {

    ManifestCandidate {
        warnings = List.copyOf(warnings);
    }
}
