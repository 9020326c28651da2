package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The result of a typed command. */
record Typed(int status, String out, String err) {

    static Typed in(CommandLineFactory commands, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = commands.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Typed(line.execute(arguments), out.toString(), err.toString());
    }

    /** Runs a command while standard output cannot be written, as on a full disk. */
    static Typed unwritable(CommandLineFactory commands, String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine line = commands.line()
                .setOut(new PrintWriter(new OutputStreamWriter(new FullDisk(), StandardCharsets.UTF_8), true))
                .setErr(new PrintWriter(err));
        return new Typed(line.execute(arguments), "", err.toString());
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    }

    /** The output of a command that has succeeded without remarks. */
    String text() {
        assertThat(this).isEqualTo(new Typed(0, out, ""));
        return out;
    }

    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError("no JSON: " + out, wrong);
        }
    }
}
