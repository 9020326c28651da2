package dev.tollgate.cli;

import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Escapes text for a terminal. Names of models and tags come from other people, and may contain control characters. A
 * terminal would obey these, so that a name could hide or forge the text around it.
 */
final class TerminalText {
    private TerminalText() {}

    /** Escapes text to one line, with invisible characters as in a Java or JSON string. */
    static String line(String text) {
        return escaped(text, "");
    }

    /** Escapes text of several lines, and keeps line feeds and tabs. */
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

    /** Characters of the type FORMAT can reverse the direction of a line. */
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
