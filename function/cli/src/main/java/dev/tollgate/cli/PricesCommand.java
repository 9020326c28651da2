package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate prices}: the parent of the commands for the price list. */
@Command(
        name = PricesCommand.NAME,
        description = "Shows the price list, or applies a newer one than the gateway brings along.",
        synopsisSubcommandLabel = "COMMAND")
@Dependent
final class PricesCommand implements CliCommand, Runnable {
    static final String NAME = "prices";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command for prices.");
    }
}
