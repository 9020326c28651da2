package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate policies}: the parent of the commands for content policies. */
@Command(
        name = PoliciesCommand.NAME,
        description = "Shows what content policies do.",
        synopsisSubcommandLabel = "COMMAND")
@Dependent
final class PoliciesCommand implements CliCommand, Runnable {
    static final String NAME = "policies";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command for policies.");
    }
}
