package dev.tollgate.cli;

import dev.tollgate.manifest.ManifestException;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.StoreAdvice;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What went wrong, in words for a terminal: never a stack trace. */
final class ErrorMessages implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        line.getErr().println(TerminalText.lines(words(failure)));
        line.getErr().flush();
        return failure instanceof UnwrittenResultException ? ExitCode.UNWRITTEN : ExitCode.FAILED;
    }

    static int wrongUsage(ParameterException wrong, String... arguments) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(TerminalText.lines(wrong.getMessage()));
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** Why nothing could be begun: mostly a setting of the environment that cannot be read, told by the deepest cause. */
    static String atStart(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return "tollgate cannot start: " + (deepest.getMessage() == null ? deepest.toString() : deepest.getMessage());
    }

    /** A sentence or two; of a bug where it is. */
    static String words(Throwable failure) {
        return StoreAdvice.on(failure).orElseGet(() -> switch (failure) {
            case ManifestException wrong -> wrong.getMessage();
            case CommandException told -> told.getMessage();
            case UnwrittenResultException told -> told.getMessage();
            case GatewayException told -> told.getMessage();
            // A document changed by somebody else; a plan that contradicts itself.
            case IllegalStateException told -> told.getMessage();
            case IllegalArgumentException told -> told.getMessage();
            default -> bug(failure);
        });
    }

    private static String bug(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return "This is a bug in tollgate: " + failure + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
