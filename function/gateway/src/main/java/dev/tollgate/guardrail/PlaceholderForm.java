package dev.tollgate.guardrail;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form in which models write placeholders: in brackets, which JSON and HTML may escape, or between underscores in names; in upper or
 * lower case. Only labels that are in use count, so that almost no other text looks like one.
 */
enum PlaceholderForm {
    BRACKETS("<", ">"),
    /** As many servers write brackets in JSON. */
    ESCAPED("\\u003c", "\\u003e"),
    ENTITIES("&lt;", "&gt;"),
    NAME("__", "__");

    private static final PlaceholderForm[] ALL = values();
    private static final int MOST_DIGITS = 6;

    /** The longest label with its number and the longest opener and closer. */
    private static final int LONGEST = 64;

    /** The end of the text came before the end of the placeholder. */
    private static final int OPEN = -1;

    private static final int NONE = -2;

    private final String opener;
    private final String closer;

    PlaceholderForm(String opener, String closer) {
        this.opener = opener;
        this.closer = closer;
    }

    /**
     * What looks like a placeholder.
     *
     * @param start its first character
     * @param end after its last character
     */
    record Found(int start, int end, String label, int number) {}

    /** Whether any of this text may belong to a placeholder. */
    static boolean mayBeIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (mayBegin(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Everything in a text that looks like a placeholder with one of these labels, from left to right.
     *
     * @param labels in upper case
     */
    static List<Found> find(CharSequence text, Collection<String> labels) {
        List<Found> found = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            Found here = mayBegin(text.charAt(i)) ? foundAt(text, i, labels) : null;
            if (here != null) {
                found.add(here);
            }
            i = here == null ? i + 1 : here.end();
        }
        return found;
    }

    /** The index from which the end of this text may become a placeholder when more text follows; its length if none may. */
    static int openFrom(CharSequence text, Collection<String> labels) {
        for (int i = Math.max(0, text.length() - LONGEST); i < text.length(); i++) {
            if (mayBegin(text.charAt(i)) && mayBecomeOne(text, i, labels)) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean mayBegin(char character) {
        return character == '<' || character == '\\' || character == '&' || character == '_';
    }

    private static @Nullable Found foundAt(CharSequence text, int start, Collection<String> labels) {
        for (PlaceholderForm form : ALL) {
            for (String label : labels) {
                int end = form.end(text, start, label);
                if (end >= 0) {
                    return new Found(start, end, label, form.number(text, start, label));
                }
            }
        }
        return null;
    }

    private static boolean mayBecomeOne(CharSequence text, int start, Collection<String> labels) {
        for (PlaceholderForm form : ALL) {
            for (String label : labels) {
                if (form.end(text, start, label) == OPEN) {
                    return true;
                }
            }
        }
        return false;
    }

    /** After the last character of a placeholder that starts here; {@link #OPEN} or {@link #NONE} if it has no end. */
    private int end(CharSequence text, int start, String label) {
        int digits = after(after(after(start, text, opener), text, label), text, "_");
        if (digits < 0) {
            return digits;
        }
        int closing = digits;
        while (closing < text.length() && isDigit(text.charAt(closing)) && closing - digits < MOST_DIGITS) {
            closing++;
        }
        if (closing == text.length()) {
            return OPEN;
        }
        return closing == digits ? NONE : after(closing, text, closer);
    }

    private int number(CharSequence text, int start, String label) {
        int number = 0;
        for (int i = start + opener.length() + label.length() + 1; isDigit(text.charAt(i)); i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }

    /** The index after these characters, in any case; {@link #OPEN} if the text ends before they do, {@link #NONE} if it has others. */
    private static int after(int from, CharSequence text, String expected) {
        if (from < 0) {
            return from;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (from + i == text.length()) {
                return OPEN;
            }
            if (Character.toLowerCase(text.charAt(from + i)) != Character.toLowerCase(expected.charAt(i))) {
                return NONE;
            }
        }
        return from + expected.length();
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }
}
