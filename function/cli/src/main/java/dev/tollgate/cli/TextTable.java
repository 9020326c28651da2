package dev.tollgate.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Formats rows in columns that are as wide as their widest cell, and escapes control characters. */
final class TextTable {
    private static final String GAP = "  ";

    private final List<String> head;
    private final List<Integer> right = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... head) {
        this.head = Arrays.stream(head).map(TerminalText::line).toList();
    }

    /** One thing: a line for each of its fields. */
    static String ofFields(Map<String, String> fields) {
        TextTable table = new TextTable("", "");
        fields.forEach(table::add);
        return table.lines(table.rows);
    }

    /** Aligns these columns, counted from 0, to the right. */
    TextTable right(Integer... columns) {
        right.addAll(Arrays.asList(columns));
        return this;
    }

    /** Adds a row; an absent value becomes an empty cell. */
    void add(@Nullable String... cells) {
        rows.add(Arrays.stream(cells)
                .map(cell -> cell == null ? "" : TerminalText.line(cell))
                .toList());
    }

    /** The table; each line ends with a line feed. */
    String text() {
        List<List<String>> all = new ArrayList<>(rows);
        all.addFirst(head);
        return lines(all);
    }

    private String lines(List<List<String>> all) {
        List<Integer> widths = IntStream.range(0, head.size())
                .map(column -> all.stream()
                        .mapToInt(row -> length(row.get(column)))
                        .max()
                        .orElse(0))
                .boxed()
                .toList();
        return all.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private String line(List<String> row, List<Integer> widths) {
        String line = IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), widths.get(column), right.contains(column)))
                .collect(Collectors.joining(GAP));
        return line.stripTrailing() + "\n";
    }

    private static String padded(String cell, int width, boolean right) {
        String blanks = " ".repeat(width - length(cell));
        return right ? blanks + cell : cell + blanks;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
