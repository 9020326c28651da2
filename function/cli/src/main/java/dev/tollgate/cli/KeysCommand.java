package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate keys}: what its commands have in common. */
@Command(
        name = KeysCommand.NAME,
        description = "Makes, lists and changes the keys of those who call the gateway.",
        synopsisSubcommandLabel = "COMMAND")
@Dependent
final class KeysCommand implements CliCommand, Runnable {
    static final String NAME = "keys";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with keys.");
    }
}
