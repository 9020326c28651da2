package dev.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** A command as it was typed, and what came of it. */
record Typed(int status, String out, String err) {

    static Typed in(Commands commands, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = commands.line().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Typed(line.execute(arguments), out.toString(), err.toString());
    }

    /** What it wrote, where nothing went wrong. */
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
