package dev.tollgate.cli;

import io.quarkus.arc.All;
import jakarta.enterprise.context.Dependent;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command line, put together of every {@link CliCommand} that there is. For one use: picocli's objects remember. */
@Dependent
final class CommandLineFactory {
    private static final int HELP_WIDTH = 100;

    private final TollgateCommand root;
    private final List<CliCommand> subcommands;

    CommandLineFactory(TollgateCommand root, @All List<CliCommand> subcommands) {
        this.root = root;
        this.subcommands = subcommands;
    }

    CommandLine line() {
        CommandLine line = new CommandLine(root);
        add("", line);
        // Heeded by Main already; here it is told by --help, and taken by each command.
        line.addMixin("connection", new TableConnection());
        line.getCommandSpec().versionProvider(root);
        return line.setExecutionStrategy(CommandLineFactory::run)
                .setExecutionExceptionHandler(new ErrorMessages())
                .setParameterExceptionHandler(ErrorMessages::wrongUsage)
                .setUsageHelpWidth(HELP_WIDTH);
    }

    /** A printer tells nobody that it cannot write: it has to be asked. */
    private static int run(ParseResult parsed) {
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
                // Their order among the beans is none.
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .forEach(child -> {
                    add(child.getCommandName(), child);
                    line.addSubcommand(child);
                });
    }
}
