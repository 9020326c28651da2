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

/** Where a command writes: results to standard output, everything said about them to standard error. */
@Command
final class CommandConsole {
    /** Makes the nodes of {@link #json}. */
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Option(names = "--json", description = "Write the result as JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** Whether the result is wanted as JSON. */
    boolean wantsJson() {
        return json;
    }

    /** A line of the result. */
    void line(String text) {
        out().println(TerminalText.lines(text));
    }

    /** A result of several lines that ends with one, exactly as it is. */
    void text(String text) {
        out().print(text);
        out().flush();
    }

    /** The result as JSON. */
    void json(JsonNode result) {
        try {
            out().println(JSON.writeValueAsString(result));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("nodes are JSON", impossible);
        }
    }

    /** The result in the form that is wanted. */
    void report(CommandReport report, boolean csv) {
        if (csv) {
            text(report.csv());
        } else if (json) {
            json(report.json());
        } else {
            text(TerminalText.lines(report.table(drawsBlocks())));
        }
    }

    /** Refuses what cannot both be had, before anything is read for it. */
    void requireOneForm(boolean csv) {
        if (csv && json) {
            throw new ParameterException(line(), "--csv and --json: expected one of them, got both");
        }
    }

    /** Throws this message where the result so far did not get to standard output, as where a disk is full. */
    void requireWritten(String otherwise) {
        if (out().checkError()) {
            throw new UnwrittenResultException(otherwise);
        }
    }

    /** A remark, which is no part of the result. */
    void note(String text) {
        err().println(TerminalText.lines(text));
    }

    /** Whether the terminal can show blocks; it is told by its encoding. */
    private static boolean drawsBlocks() {
        return Charset.forName(System.getProperty("stdout.encoding", "UTF-8"))
                .newEncoder()
                .canEncode('█');
    }

    /** What shows that long work goes on, in one line that is overwritten; only for somebody who watches. */
    void progress(String text) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()) {
            err().print("\r\u001b[K" + text);
            err().flush();
        }
    }

    private PrintWriter out() {
        return line().getOut();
    }

    private PrintWriter err() {
        return line().getErr();
    }

    private CommandLine line() {
        return command.commandLine();
    }
}
