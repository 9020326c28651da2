package dev.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tollgate.cli.port.RecordReplay;
import dev.tollgate.cli.port.RecordReplay.ReplayedRecord;
import dev.tollgate.openai.GatewayException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code tollgate replay}. */
@Command(
        name = "replay",
        description =
                "Finds usage records in the gateway's log that DynamoDB did not accept, and writes each of them to"
                        + " the usage table once. Ignores other lines of the log.")
@Dependent
final class ReplayCommand implements CliCommand, Callable<Integer> {
    private static final String STANDARD_INPUT = "-";
    private static final int PROGRESS_EVERY = 1000;

    private final Instance<RecordReplay> replay;

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A log of the gateway, lines of it, or the output of CloudWatch for them; - for standard input.")
    private String file;

    @Mixin
    private CommandConsole console;

    private final List<Bad> bad = new ArrayList<>();
    private final Set<Day> days = new LinkedHashSet<>();
    private long lines;
    private long written;
    private long settled;

    ReplayCommand(Instance<RecordReplay> replay) {
        this.replay = replay;
    }

    /** A line that should be a record but is not. */
    private record Bad(long line, String reason) {}

    /** A day of a key, which may already have a roll-up. */
    private record Day(String keyId, LocalDate day) {}

    @Override
    public CommandNeeds needs() {
        return CommandNeeds.TABLES;
    }

    @Override
    public Integer call() {
        try (BufferedReader log = new BufferedReader(new InputStreamReader(input(), StandardCharsets.UTF_8))) {
            for (String line = log.readLine(); line != null; line = log.readLine()) {
                lines++;
                replay(LogLine.read(line));
                if (lines % PROGRESS_EVERY == 0) {
                    console.progress(String.format(Locale.ROOT, "%,d lines read, %,d records written", lines, written));
                }
            }
            // Days of settled records are included: the run that wrote them may have stopped before this step.
            days.forEach(day -> replay.get().rollUpAgain(day.keyId(), day.day()));
        } catch (GatewayException failure) {
            console.progress("");
            console.note(summary() + " Then it failed. Run the command again; it does not write a record twice.");
            throw failure;
        } catch (IOException failure) {
            throw new CommandException(file + ": cannot be read: " + failure.getMessage(), failure);
        }
        console.progress("");
        report();
        return bad.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }

    private InputStream input() throws IOException {
        if (file.equals(STANDARD_INPUT)) {
            return System.in;
        }
        try {
            return Files.newInputStream(Path.of(file));
        } catch (NoSuchFileException missing) {
            throw new CommandException(file + ": there is no such file", missing);
        }
    }

    private void replay(LogLine line) {
        line.records().forEach(this::write);
        line.broken().ifPresent(reason -> bad.add(new Bad(lines, reason)));
    }

    private void write(JsonNode line) {
        try {
            ReplayedRecord replayed = replay.get().write(line);
            days.add(new Day(replayed.keyId(), replayed.day()));
            if (replayed.written()) {
                written++;
            } else {
                settled++;
            }
        } catch (IllegalArgumentException wrong) {
            bad.add(new Bad(lines, ErrorMessages.message(wrong)));
        }
    }

    private void report() {
        bad.forEach(wrong -> console.note(
                file + ":" + wrong.line() + ": this should be a usage record, but " + wrong.reason() + "."));
        if (console.wantsJson()) {
            console.json(json());
        } else {
            console.line(summary());
        }
    }

    private String summary() {
        return String.format(
                Locale.ROOT,
                "%,d written, %,d settled already, %,d bad; of %,d lines.",
                written,
                settled,
                bad.size(),
                lines);
    }

    private ObjectNode json() {
        ObjectNode node = CommandConsole.NODES
                .objectNode()
                .put("lines", lines)
                .put("written", written)
                .put("settled_already", settled);
        ArrayNode list = node.putArray("bad");
        bad.forEach(wrong -> list.addObject().put("line", wrong.line()).put("reason", wrong.reason()));
        return node;
    }
}
