package dev.tollgate.admin.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldModifiers;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.reader.NamedCsvRecordHandler;
import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import dev.tollgate.admin.CsvText;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.parse.NumberParser;
import dev.tollgate.store.DocumentChangedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Creates keys from a CSV whose first line names the fields. A line that is wrong does not keep the others from being created. */
final class KeyImport {
    private static final int MOST_LINES = 1_000;
    private static final String ID = "id";
    private static final String ALIASES = "aliases";
    private static final String TAGS = "tags";
    private static final String SPACES = "\\s+";
    private static final String LATE = "not created: import this line again";
    private static final Set<String> TEXTS = Set.of(ID, "team", "owner", "expires");
    private static final Set<String> LIMITS = Set.of("requests_per_minute", "tokens_per_minute", "concurrent");

    private KeyImport() {}

    /**
     * Creates the keys, and returns a line for each: {@code line,id,secret,error}. The answer is all that has the secrets, so
     * that it must come before the gateway's platform ends the request.
     *
     * @param late whether the time is up; no further key is created then
     * @param creation creates a key by its id and its request, and returns its secret
     */
    static String run(String csv, BooleanSupplier late, BiFunction<String, JsonFields, String> creation) {
        List<NamedCsvRecord> lines = lines(csv);
        CsvText result = new CsvText().line(Stream.of("line", ID, "secret", "error"), Stream.of());
        for (NamedCsvRecord line : lines) {
            String id = line.findField(ID).orElse("");
            String number = String.valueOf(line.getStartingLineNumber());
            if (late.getAsBoolean()) {
                result.line(Stream.of(number, id, "", LATE), Stream.of());
                continue;
            }
            try {
                String secret = creation.apply(id, fields(line));
                result.line(Stream.of(number, id, secret, ""), Stream.of());
            } catch (AdminException | GatewayException | DocumentChangedException wrong) {
                // The answer must come: it has the secrets of the lines before.
                result.line(Stream.of(number, id, "", String.valueOf(wrong.getMessage())), Stream.of());
            }
        }
        return result.text();
    }

    private static List<NamedCsvRecord> lines(String csv) {
        List<NamedCsvRecord> lines = new ArrayList<>();
        requireKnown(header(csv));
        try (CsvReader<NamedCsvRecord> reader = reader(csv)) {
            for (NamedCsvRecord line : reader) {
                if (line.getFields().stream().allMatch(String::isEmpty)) {
                    continue;
                }
                if (lines.size() == MOST_LINES) {
                    throw new AdminException(
                            AdminErrorKind.TOO_LARGE, "The CSV has more than " + MOST_LINES + " keys.");
                }
                lines.add(line);
            }
        } catch (CsvParseException | IOException wrong) {
            throw unreadable(wrong);
        }
        return lines;
    }

    /** The names of the columns; none if the file is empty. A file without keys has a header, too. */
    private static List<String> header(String csv) {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .build(
                        CsvRecordHandler.builder()
                                .fieldModifier(FieldModifiers.STRIP)
                                .build(),
                        withoutMark(csv))) {
            return reader.stream().findFirst().map(CsvRecord::getFields).orElse(List.of());
        } catch (CsvParseException | IOException wrong) {
            throw unreadable(wrong);
        }
    }

    private static AdminException unreadable(Exception wrong) {
        return new AdminException(AdminErrorKind.INVALID_VALUE, "The body is not CSV that can be read.", wrong);
    }

    /** Takes what people and spreadsheets write: spaces around cells, and lines whose last cells are missing. */
    private static CsvReader<NamedCsvRecord> reader(String csv) {
        return CsvReader.builder()
                .allowMissingFields(true)
                .build(
                        NamedCsvRecordHandler.builder()
                                .fieldModifier(FieldModifiers.STRIP)
                                .build(),
                        withoutMark(csv));
    }

    /** Spreadsheets begin a file with a byte order mark, which is no part of the first column's name. */
    private static String withoutMark(String csv) {
        return csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
    }

    private static void requireKnown(List<String> header) {
        Set<String> known = new TreeSet<>(TEXTS);
        known.addAll(LIMITS);
        known.add(ALIASES);
        known.add(TAGS);
        header.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw AdminException.invalid(name, "one of the columns " + String.join(", ", known));
        });
        if (!header.contains(ID)) {
            throw AdminException.invalid(ID, "a column of this name");
        }
    }

    private static JsonFields fields(NamedCsvRecord line) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        line.getFieldsAsMap().forEach((name, cell) -> {
            if (cell.isEmpty()) {
                return;
            }
            if (TEXTS.contains(name)) {
                fields.put(name, cell);
            } else if (LIMITS.contains(name)) {
                fields.withObjectProperty("limits")
                        .put(
                                name,
                                NumberParser.whole(cell, 1L, Long.MAX_VALUE)
                                        .orElseThrow(() -> AdminException.invalid(name, "a whole number from 1 on")));
            } else if (TAGS.equals(name)) {
                Stream.of(cell.split(SPACES, -1)).forEach(tag -> tag(tag, fields.withObjectProperty(TAGS)));
            } else {
                Stream.of(cell.split(SPACES, -1)).forEach(fields.withArrayProperty(ALIASES)::add);
            }
        });
        return new JsonFields(fields);
    }

    private static void tag(String text, ObjectNode tags) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw AdminException.invalid(TAGS, "name=value, several with spaces between them, got " + text);
        }
        tags.put(text.substring(0, equals), text.substring(equals + 1));
    }
}
