package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys enable}. */
@Command(name = "enable", description = "Makes gateways accept a disabled key again.")
@Dependent
final class KeysEnableCommand implements CliCommand, Callable<Integer> {
    private final KeyAdministration keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysEnableCommand(KeyAdministration keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        ObjectNode key = keys.setDisabled(id, false, actor.author());
        if (console.wantsJson()) {
            console.json(key);
        } else {
            console.line("The key " + id + " is enabled. " + KeysCommand.NOTICED);
        }
        KeyReport.fileWarning(key).ifPresent(console::note);
        return ExitCode.DONE;
    }
}
