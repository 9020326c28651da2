package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate keys}: the parent of the commands for keys. */
@Command(
        name = KeysCommand.NAME,
        description = "Creates, lists and changes the API keys of the gateway's callers.",
        synopsisSubcommandLabel = "COMMAND")
@Dependent
final class KeysCommand implements CliCommand, Runnable {
    static final String NAME = "keys";

    /** How soon a change of a key is in force everywhere. */
    static final String NOTICED =
            "Gateways notice after 30 seconds; each may still serve one more request within 5 minutes.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command for keys.");
    }
}
