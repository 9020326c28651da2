package dev.tollgate.cli;

import dev.tollgate.admin.ManifestCandidate;
import dev.tollgate.admin.ManifestDeployment;
import dev.tollgate.admin.RemovedDocuments;
import dev.tollgate.store.DocumentChange;
import java.io.Console;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks before something is removed: the file may be truncated, or be only a part of the configuration. */
@Command
final class RemovalConsent {
    private static final String OPTION = "--yes";

    @Option(names = OPTION, description = "Remove what the file does not name, without a question.")
    private boolean given;

    /** Throws {@link CommandException} if the candidate would remove something and nobody agrees to it. */
    void check(ManifestCandidate candidate, ManifestDeployment deployment) {
        if (!given) {
            RemovedDocuments.danger(candidate, deployment.changes(candidate)).ifPresent(RemovalConsent::ask);
        }
    }

    /** A warning of a comparison with a file without entries. Of other files, the comparison shows what they remove. */
    static Optional<String> warning(ManifestCandidate candidate, List<DocumentChange> changes) {
        return RemovedDocuments.danger(candidate, changes)
                .filter(_ -> candidate.empty())
                .map(danger -> danger + " `tollgate apply` asks before it does so.");
    }

    private static void ask(String danger) {
        Console terminal = CommandConsole.terminal()
                .orElseThrow(() -> new CommandException(danger + " Add " + OPTION + " to apply it."));
        String reply = terminal.readLine("%s%nRemove? [y/N] ", TerminalText.lines(danger));
        if (reply == null || !reply.strip().equalsIgnoreCase("y")) {
            throw new CommandException("Nothing was applied.");
        }
    }
}
