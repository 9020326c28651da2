package dev.tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.KeyAdministration;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys show}. */
@Command(name = "show", description = "Shows all settings of a key.")
@Dependent
final class KeysShowCommand implements CliCommand, Callable<Integer> {
    private final KeyAdministration keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private CommandConsole console;

    KeysShowCommand(KeyAdministration keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        ObjectNode key = keys.one(id);
        if (console.wantsJson()) {
            console.json(key);
        } else {
            console.text(KeyReport.text(key));
        }
        return ExitCode.DONE;
    }
}
