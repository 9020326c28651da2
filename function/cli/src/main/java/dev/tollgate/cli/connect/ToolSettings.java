package dev.tollgate.cli.connect;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a tool needs to use a gateway.
 *
 * @param file its own file below the user's home folder; empty if it has none
 * @param edit the text of that file with the settings, made from the text that it has
 * @param variables for the shell that starts the tool
 * @param advice what the user does, step by step
 */
public record ToolSettings(
        Optional<Path> file, UnaryOperator<String> edit, Map<String, String> variables, List<String> advice) {

    /** Settings in a file. */
    static ToolSettings inFile(
            String file, UnaryOperator<String> edit, Map<String, String> variables, String... advice) {
        return new ToolSettings(Optional.of(Path.of(file)), edit, variables, List.of(advice));
    }

    /** Settings outside of files. */
    static ToolSettings inShell(Map<String, String> variables, String... advice) {
        return new ToolSettings(Optional.empty(), UnaryOperator.identity(), variables, List.of(advice));
    }

    /** The variables as commands of a POSIX shell. */
    public String exports() {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + quoted(variable.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
