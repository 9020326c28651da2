package dev.tollgate.manifest;

import java.util.List;

/**
 * A file that was read and found right.
 *
 * @param warnings what of it this build must leave out
 * @param empty whether no section of it has an entry, as where it was cut off or never written
 */
public record ParsedManifest(ManifestPlan plan, List<ManifestProblem> warnings, boolean empty) {

    public ParsedManifest {
        warnings = List.copyOf(warnings);
    }
}
