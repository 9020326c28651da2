package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys disable}. */
@Command(
        name = "disable",
        description = "Makes gateways reject all secrets of a key with 403, until you enable it again.")
@Dependent
final class KeysDisableCommand implements CliCommand, Callable<Integer> {
    private final KeyAdministration keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysDisableCommand(KeyAdministration keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        ObjectNode key = keys.setDisabled(id, true, actor.author());
        if (console.wantsJson()) {
            console.json(key);
        } else {
            console.line("The key " + id + " is disabled. " + KeysCommand.NOTICED);
        }
        KeyReport.fileWarning(key).ifPresent(console::note);
        return ExitCode.DONE;
    }
}
