package dev.tollgate.cli;

import dev.tollgate.cli.login.ChosenAccess;
import io.quarkus.arc.All;
import jakarta.enterprise.context.Dependent;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Builds the command line from all {@link CliCommand}s, for one use: picocli's objects keep state. */
@Dependent
final class CommandLineFactory {
    private static final int HELP_WIDTH = 100;

    private final TollgateCommand root;
    private final List<CliCommand> subcommands;
    private final ChosenAccess access;

    CommandLineFactory(TollgateCommand root, @All List<CliCommand> subcommands, ChosenAccess access) {
        this.root = root;
        this.subcommands = subcommands;
        this.access = access;
    }

    CommandLine line() {
        CommandLine line = new CommandLine(root);
        add("", line);
        // Main has already applied these options; the mixin makes each command accept them and --help show them.
        line.addMixin("connection", new AccessOptions());
        line.getCommandSpec().versionProvider(root);
        return line.setExecutionStrategy(this::run)
                .setExecutionExceptionHandler(new ErrorMessages())
                .setParameterExceptionHandler(ErrorMessages::wrongUsage)
                .setUsageHelpWidth(HELP_WIDTH)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(CommandConsole.colours() ? Help.Ansi.ON : Help.Ansi.OFF));
    }

    /** Checks that the result was written, because a PrintWriter throws no exceptions. */
    private int run(ParseResult parsed) {
        new AccessCheck(access).check(parsed);
        int status = new RunLast().execute(parsed);
        CommandLine line = parsed.commandSpec().commandLine();
        if (line.getOut().checkError()) {
            line.getErr().println("The result could not be written to standard output.");
            return ExitCode.UNWRITTEN;
        }
        return status;
    }

    private void add(String parent, CommandLine line) {
        subcommands.stream()
                .filter(command -> command.parent().equals(parent))
                .map(CommandLine::new)
                // The container injects beans in no defined order.
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .forEach(child -> {
                    add(child.getCommandName(), child);
                    line.addSubcommand(child);
                });
    }
}
