package dev.tollgate.manifest;

import java.util.List;

/**
 * A file without errors.
 *
 * @param warnings which entries this build leaves out
 * @param empty whether no section has an entry, as in a truncated or new file
 */
public record ParsedManifest(ManifestPlan plan, List<ManifestProblem> warnings, boolean empty) {

    public ParsedManifest {
        warnings = List.copyOf(warnings);
    }
}
