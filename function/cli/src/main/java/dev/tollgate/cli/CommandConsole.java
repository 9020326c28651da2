package dev.tollgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes what a command prints: results to standard output, remarks to standard error. */
@Command
final class CommandConsole {
    /** Creates the nodes for {@link #json}. */
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Option(names = "--json", description = "Write the result as JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Whether the user requested JSON. */
    boolean wantsJson() {
        return json;
    }

    /** Writes a line of the result. */
    void line(String text) {
        out().println(TerminalText.lines(text));
    }

    /** Writes a result as it is, including its line ends. */
    void text(String text) {
        out().print(text);
        out().flush();
    }

    /** Writes the result as JSON. */
    void json(JsonNode result) {
        try {
            out().println(JSON.writeValueAsString(result));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("nodes are JSON", impossible);
        }
    }

    /** Writes the result in the requested format. */
    void report(CommandReport report, boolean csv) {
        if (csv) {
            text(report.csv());
        } else if (json) {
            json(report.json());
        } else {
            text(TerminalText.lines(report.table(drawsBlocks())));
        }
    }

    /** Rejects two formats at once, before the command reads anything. */
    void requireOneFormat(boolean csv) {
        if (csv && json) {
            throw new ParameterException(commandLine(), "--csv and --json: expected one of them, got both");
        }
    }

    /** Throws an exception with this message if standard output cannot be written, for example on a full disk. */
    void requireWritten(String message) {
        if (out().checkError()) {
            throw new UnwrittenResultException(message);
        }
    }

    /** Writes a remark, which is not part of the result. */
    void note(String text) {
        err().println(TerminalText.lines(text));
    }

    /** Whether the terminal can show blocks, judged by its encoding. */
    private static boolean drawsBlocks() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"))
                .newEncoder()
                .canEncode('█');
    }

    /** Whether colours help: on a terminal, unless the user wants none (https://no-color.org). */
    static boolean colours() {
        return terminal().isPresent()
                && System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(System.getenv("TERM"));
    }

    /** Shows progress on a line that the next call overwrites, but only on a terminal. */
    void progress(String text) {
        if (terminal().isPresent()) {
            err().print("\r\u001b[K" + text);
            err().flush();
        }
    }

    /** The terminal at which somebody reads and types; empty in a pipeline. */
    static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    private PrintWriter out() {
        return commandLine().getOut();
    }

    private PrintWriter err() {
        return commandLine().getErr();
    }

    private CommandLine commandLine() {
        return command.commandLine();
    }
}
