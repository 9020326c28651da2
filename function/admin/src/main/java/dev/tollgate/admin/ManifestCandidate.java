package dev.tollgate.admin;

import dev.tollgate.manifest.ManifestPlan;
import dev.tollgate.manifest.ManifestProblem;
import dev.tollgate.manifest.RedactedManifest;
import java.util.List;

/**
 * A file or a version without errors, ready to be applied.
 *
 * @param name the name of the file or the version
 * @param warnings which entries this build leaves out
 * @param empty whether no section has an entry
 * @param kept the text for the history
 */
public record ManifestCandidate(
        String name, ManifestPlan plan, List<ManifestProblem> warnings, boolean empty, RedactedManifest kept) {

    public ManifestCandidate {
        warnings = List.copyOf(warnings);
    }

    /** A warning that concerns the whole file. */
    ManifestProblem remark(String message) {
        return new ManifestProblem(name, 0, "", message);
    }
}
