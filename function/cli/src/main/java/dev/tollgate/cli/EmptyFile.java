package dev.tollgate.cli;

import dev.tollgate.store.DocumentChange;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Guards against a file that was cut off or never written: applied, it would remove all that there is. */
@Command
final class EmptyFile {
    private static final String OPTION = "--allow-empty";

    @Option(
            names = OPTION,
            description = "Apply it even where it has nothing in it, which removes all providers, aliases and budgets.")
    private boolean allowed;

    /** Throws {@link CommandException} where this must be said expressly. */
    void check(ManifestCandidate candidate, ManifestDeployment deployment) {
        if (!allowed && candidate.empty()) {
            refusal(candidate, deployment.changes(candidate)).ifPresent(reason -> {
                throw new CommandException(reason + " Say " + OPTION + " if you mean it.");
            });
        }
    }

    /** What a comparison says of it. */
    static Optional<String> remark(ManifestCandidate candidate, List<DocumentChange> changes) {
        return refusal(candidate, changes)
                .map(reason -> reason + " `tollgate apply` refuses it without " + OPTION + ".");
    }

    private static Optional<String> refusal(ManifestCandidate candidate, List<DocumentChange> changes) {
        long removed = changes.stream().filter(change -> change.after() == null).count();
        return candidate.empty() && removed > 0
                ? Optional.of(candidate.name() + ": there is nothing in it, and applying it removes " + removed
                        + (removed == 1 ? " document" : " documents") + " from the config table.")
                : Optional.empty();
    }
}
