package dev.tollgate.cli;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Texts as a terminal may show them. Callers choose the names of models, and whoever configures those of tags: a control
 * character in one would be obeyed by the terminal, and could hide or forge what stands around it.
 */
final class TerminalText {
    private TerminalText() {}

    /** In one line, with characters that are not to be seen as in a string of Java or JSON. */
    static String line(String text) {
        return escaped(text, "");
    }

    /** The same for a text of several lines, which may be indented. */
    static String lines(String text) {
        return escaped(text, "\n\t");
    }

    private static String escaped(String text, String kept) {
        return text.codePoints()
                .mapToObj(character -> kept.indexOf(character) >= 0 || !isHidden(character)
                        ? Character.toString(character)
                        : escape(character))
                .collect(Collectors.joining());
    }

    /** Those that turn the direction of a line are formats, too. */
    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.toString(character)
                        .chars()
                        .mapToObj(unit -> String.format(Locale.ROOT, "\\u%04x", unit))
                        .collect(Collectors.joining());
        };
    }
}
