package dev.tollgate.cli.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings in a file of variables, one in each line. */
final class VariableSettings {
    private VariableSettings() {}

    /** The text with these variables, and with everything else that it has. */
    static String merged(String text, Map<String, String> variables) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        variables.forEach((name, value) -> {
            Pattern there = Pattern.compile("\\s*(export\\s+)?" + Pattern.quote(name) + "\\s*=.*");
            lines.removeIf(line -> there.matcher(line).matches());
            lines.add(name + "=" + value);
        });
        return String.join("\n", lines) + "\n";
    }
}
