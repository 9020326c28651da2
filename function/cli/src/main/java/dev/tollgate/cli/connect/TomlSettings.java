package dev.tollgate.cli.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings in a TOML file, line by line, so that comments and the order stay. */
final class TomlSettings {
    private TomlSettings() {}

    /**
     * The document with these settings.
     *
     * @param root settings before the first table
     * @param table the name of a table, which is replaced
     */
    static String merged(String text, Map<String, String> root, String table, Map<String, String> inTable) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        root.forEach((name, value) -> set(lines, name, value));
        remove(lines, table);
        if (!lines.isEmpty() && !lines.getLast().isBlank()) {
            lines.add("");
        }
        lines.add("[" + table + "]");
        inTable.forEach((name, value) -> lines.add(line(name, value)));
        return String.join("\n", lines) + "\n";
    }

    /** Replaces the setting, or puts it in front of the first table. */
    private static void set(List<String> lines, String name, String value) {
        Pattern there = Pattern.compile("\\s*" + Pattern.quote(name) + "\\s*=.*");
        int end = firstTable(lines);
        for (int i = 0; i < end; i++) {
            if (there.matcher(lines.get(i)).matches()) {
                lines.set(i, line(name, value));
                return;
            }
        }
        int last = end;
        while (last > 0 && lines.get(last - 1).isBlank()) {
            last--;
        }
        lines.add(last, line(name, value));
        if (last + 1 < lines.size() && isTable(lines.get(last + 1))) {
            lines.add(last + 1, "");
        }
    }

    private static int firstTable(List<String> lines) {
        int line = 0;
        while (line < lines.size() && !isTable(lines.get(line))) {
            line++;
        }
        return line;
    }

    private static void remove(List<String> lines, String table) {
        int start = lines.indexOf("[" + table + "]");
        if (start < 0) {
            return;
        }
        int end = start + 1;
        while (end < lines.size() && !isTable(lines.get(end))) {
            end++;
        }
        lines.subList(start, end).clear();
    }

    private static boolean isTable(String line) {
        return line.stripLeading().startsWith("[");
    }

    private static String line(String name, String value) {
        return name + " = \"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
