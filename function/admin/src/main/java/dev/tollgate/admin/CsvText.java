package dev.tollgate.admin;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A result as comma-separated values, as in RFC 4180 but with only a line feed at the end of a line. */
public final class CsvText {
    /** Text that a spreadsheet would run as a formula. {@code GET /v1/usage} escapes it in the same way. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\t\r\n].*", Pattern.DOTALL);

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv =
            CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);

    /** Adds a line of names and then numbers, which may be negative. */
    public CsvText line(Stream<String> names, Stream<String> numbers) {
        List<String> cells =
                Stream.concat(names.map(CsvText::harmless), numbers).toList();
        csv.writeRecord(cells);
        return this;
    }

    /** All lines. */
    public String text() {
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
