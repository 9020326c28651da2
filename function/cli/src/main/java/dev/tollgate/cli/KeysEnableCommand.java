package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate keys enable}. */
@Command(name = "enable", description = "Makes gateways accept a disabled key again.")
@Dependent
final class KeysEnableCommand implements CliCommand, Callable<Integer> {
    private final KeySwitch keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysEnableCommand(KeySwitch keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        return keys.set(id, false, actor.author(), console);
    }
}
