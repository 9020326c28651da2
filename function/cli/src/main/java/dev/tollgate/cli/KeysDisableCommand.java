package dev.tollgate.cli;

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
    private final KeySwitch keys;

    @Parameters(paramLabel = "ID")
    private String id;

    @Mixin
    private ChangeActor actor;

    @Mixin
    private CommandConsole console;

    KeysDisableCommand(KeySwitch keys) {
        this.keys = keys;
    }

    @Override
    public String parent() {
        return KeysCommand.NAME;
    }

    @Override
    public Integer call() {
        return keys.set(id, true, actor.author(), console);
    }
}
