package dev.tollgate.cli;

import dev.tollgate.cli.port.ConfigAdministration.CheckedChange;
import java.io.Console;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks before something is removed: the file may be truncated, or be only a part of the configuration. */
@Command
final class RemovalConsent {
    private static final String OPTION = "--yes";

    @Option(names = OPTION, description = "Remove it without a question.")
    private boolean given;

    /** Throws {@link CommandException} if a change would remove something and nobody agrees to it. */
    void check(CheckedChange change) {
        if (!given) {
            change.danger().ifPresent(danger -> ask(danger, "apply"));
        }
    }

    /** The same for something that a command removes by its name. */
    void check(String danger) {
        if (!given) {
            ask(danger, "delete");
        }
    }

    /** A warning of a comparison with a file without entries. Of other files, the comparison shows what they remove. */
    static Optional<String> warning(CheckedChange change) {
        return change.danger()
                .filter(_ -> change.empty())
                .map(danger -> danger + " `tollgate apply` asks before it does so.");
    }

    private static void ask(String danger, String step) {
        Console terminal = CommandConsole.terminal()
                .orElseThrow(() -> new CommandException(danger + " Add " + OPTION + " to " + step + " it."));
        String reply = terminal.readLine("%s%nRemove? [y/N] ", TerminalText.lines(danger));
        if (reply == null || !reply.strip().equalsIgnoreCase("y")) {
            throw new CommandException("Nothing was changed.");
        }
    }
}
