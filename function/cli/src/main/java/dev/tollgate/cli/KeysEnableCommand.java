package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys enable}. */
@Command(name = "enable", description = "Lets a disabled key work again.")
@Dependent
final class KeysEnableCommand implements Subcommand, Callable<Integer> {
    private final KeyBook keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private Who who;

    @Mixin
    private Screen screen;

    KeysEnableCommand(KeyBook keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        keys.setDisabled(id, false, who.name());
        if (screen.wantsJson()) {
            screen.json(KeyReport.json(keys.require(id).getFirst()));
        } else {
            screen.line("The key " + id + " is enabled. Gateways notice within a minute.");
        }
        keys.fileNaming(id).ifPresent(screen::note);
        return ExitCode.DONE;
    }
}
