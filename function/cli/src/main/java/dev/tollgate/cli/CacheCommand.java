package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tollgate cache}: the parent of the commands for the response cache. */
@Command(
        name = CacheCommand.NAME,
        description = "Removes answers from the response cache.",
        synopsisSubcommandLabel = "COMMAND")
@Dependent
final class CacheCommand implements CliCommand, Runnable {
    static final String NAME = "cache";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command for the cache.");
    }
}
