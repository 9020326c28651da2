package dev.tollgate.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A result as comma-separated values, as RFC 4180 has them but with a line feed alone. */
final class CsvText {
    /** What a spreadsheet would take for a formula: callers choose the names of models. As in {@code GET /v1/usage}. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r\n].*", Pattern.DOTALL);

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);

    /** A line of names and then numbers, which may be negative. */
    CsvText line(Stream<String> names, Stream<String> numbers) {
        List<String> cells =
                Stream.concat(names.map(CsvText::harmless), numbers).toList();
        csv.writeRecord(cells);
        return this;
    }

    /** All lines. */
    String text() {
        try {
            csv.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text can be written", impossible);
        }
        return text.toString();
    }

    private static String harmless(String name) {
        return FORMULA.matcher(name).matches() ? "'" + name : name;
    }
}
