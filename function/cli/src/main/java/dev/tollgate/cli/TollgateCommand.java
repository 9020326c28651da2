package dev.tollgate.cli;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code tollgate}: the root command, with the options that all commands share. */
@Command(
        name = "tollgate",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        description =
                "Configures a Tollgate gateway and reads its usage: where you have logged in, or on its tables with your"
                        + " own AWS rights.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:success",
            "1:the command or a check has failed",
            "2:the command line is invalid",
            "3:diff or reconcile has found differences",
            "4:success, but the result could not be written"
        })
@Dependent
final class TollgateCommand implements Runnable, IVersionProvider {
    private final String version;

    @Spec
    private CommandSpec spec;

    TollgateCommand(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tollgate " + version};
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }
}
