package dev.tollgate.cli;

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
            danger(candidate, deployment.changes(candidate)).ifPresent(danger -> {
                throw new CommandException(danger + " Add " + OPTION + " to apply it.");
            });
        }
    }

    /** A warning for a comparison, which changes nothing. */
    static Optional<String> warning(ManifestCandidate candidate, List<DocumentChange> changes) {
        return danger(candidate, changes)
                .map(danger -> danger + " `tollgate apply` refuses it without " + OPTION + ".");
    }

    private static Optional<String> danger(ManifestCandidate candidate, List<DocumentChange> changes) {
        long removed = changes.stream().filter(change -> change.after() == null).count();
        return candidate.empty() && removed > 0
                ? Optional.of(candidate.name() + ": the file has no entries, and applying it removes " + removed
                        + (removed == 1 ? " document" : " documents") + " from the config table.")
                : Optional.empty();
    }
}
