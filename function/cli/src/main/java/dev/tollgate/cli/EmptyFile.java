package dev.tollgate.cli;

import dev.tollgate.admin.EmptyManifest;
import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestDeployment;
import dev.tollgate.store.DocumentChange;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Guards against a truncated or blank file, which would remove everything when applied. */
@Command
final class EmptyFile {
    private static final String OPTION = "--allow-empty";

    @Option(
            names = OPTION,
            description = "Apply a file without entries, which removes all providers, aliases and budgets.")
    private boolean allowed;

    /** Throws {@link CommandException} if the file would remove something and the option is missing. */
    void check(ManifestCandidate candidate, ManifestDeployment deployment) {
        if (!allowed && candidate.empty()) {
            EmptyManifest.danger(candidate, deployment.changes(candidate)).ifPresent(danger -> {
                throw new CommandException(danger + " Add " + OPTION + " to apply it.");
            });
        }
    }

    /** A warning for a comparison, which changes nothing. */
    static Optional<String> warning(ManifestCandidate candidate, List<DocumentChange> changes) {
        return EmptyManifest.danger(candidate, changes)
                .map(danger -> danger + " `tollgate apply` refuses it without " + OPTION + ".");
    }
}
