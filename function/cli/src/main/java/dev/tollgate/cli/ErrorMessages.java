package dev.tollgate.cli;

import dev.tollgate.admin.AdminException;
import dev.tollgate.config.SettingProblems;
import dev.tollgate.manifest.ManifestException;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.StoreAdvice;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Describes errors for a terminal, without stack traces. */
final class ErrorMessages implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        line.getErr().println(TerminalText.lines(describe(failure)));
        line.getErr().flush();
        return failure instanceof UnwrittenResultException ? ExitCode.UNWRITTEN : ExitCode.FAILED;
    }

    static int wrongUsage(ParameterException wrong, String... arguments) {
        CommandLine line = wrong.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(TerminalText.lines(message(wrong)));
        String meant = meant(wrong);
        if (!meant.isEmpty()) {
            err.println(meant);
        } else if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("See: " + line.getCommandSpec().qualifiedName() + " --help");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** The command or option that was perhaps meant: picocli's own suggestions miss swapped letters. Empty if none is similar. */
    private static String meant(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        CommandLine line = wrong.getCommandLine();
        Set<String> known = new TreeSet<>(line.getSubcommands().keySet());
        known.addAll(line.getCommandSpec().optionsMap().keySet());
        return SimilarNames.advice(unmatched.getUnmatched().getFirst(), known).strip();
    }

    /** Why the program could not start: mostly an invalid setting in the environment, which the root cause names. */
    static String atStart(Throwable failure) {
        return SettingProblems.in(failure).orElseGet(() -> "tollgate cannot start: " + message(root(failure)));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    /** The error in a sentence or two; an unexpected exception is reported as a bug. */
    static String describe(Throwable failure) {
        return StoreAdvice.on(failure).orElseGet(() -> switch (failure) {
            case ManifestException expected -> message(expected);
            case CommandException expected -> message(expected);
            case AdminException expected -> message(expected);
            case UnwrittenResultException expected -> message(expected);
            case GatewayException expected -> message(expected);
            // A document that another user has changed, or a plan that contradicts itself.
            case IllegalStateException expected -> message(expected);
            case IllegalArgumentException expected -> message(expected);
            default -> bug(failure);
        });
    }

    /** The exception's message, or its name if it has none. */
    static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    private static String bug(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return "This is a bug in tollgate: " + failure + (trace.length == 0 ? "" : " at " + trace[0]);
    }
}
