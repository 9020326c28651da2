package dev.tollgate.guardrail.detector;

import java.util.List;
import java.util.function.Predicate;

/**
 * Recognises a number in groups of digits, as people type and copy it: with one kind of separator between all of them, which may be
 * several spaces or the end of a line.
 *
 * @param groups how many digits each group has
 * @param check of its digits alone
 */
record GroupedNumber(List<Integer> groups, Predicate<String> check) implements ValueScanner {
    /** Of spaces and tabs, or of a line feed with what is around it. */
    private static final int MOST_SPACES = 3;

    private static final String SPACES = " \u00A0\u2007\u2009\u202F\u3000";
    private static final String LINE_ENDS = "\r\n";
    private static final String HYPHENS = "-\u2010\u2011\u2012\u2013\u2212";
    private static final String SIGNS = "._,/";

    private static final String OF_LISTS = ",/_\t\n";

    /** What all separators of a number have in common. */
    private static final char ANY = '\0';

    /** {@link #read} says so where the text ends before the number does. */
    private static final int CUT = Integer.MAX_VALUE;

    GroupedNumber {
        groups = List.copyOf(groups);
    }

    static GroupedNumber of(Predicate<String> check, Integer... groups) {
        return new GroupedNumber(List.of(groups), check);
    }

    @Override
    public int longest() {
        int digits = groups.stream().mapToInt(Integer::intValue).sum();
        return digits + groups.size() * MOST_SPACES + NumberEdges.BEHIND;
    }

    @Override
    public boolean mayStartWith(char first) {
        return WordEdges.isDigit(first);
    }

    @Override
    public int end(CharSequence text, int start) {
        int end = read(text, start);
        if (end == NONE || end == CUT) {
            return NONE;
        }
        char kind = kind(text, start);
        boolean isAlone = isStart(text, start, kind) && isEnd(text, end, kind);
        return isAlone && isNumber(text, start, end) && !isSeries(text, start, end, kind) ? end : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        int end = read(text, start);
        if (end == NONE) {
            return false;
        }
        char kind = kind(text, start);
        boolean isCut = end == CUT || (isEndOpen(text, end, kind) && isNumber(text, start, end));
        return isCut && isStart(text, start, kind);
    }

    /** People put such signs between numbers, too: each of a list of years, sizes or ports is larger than the one before. */
    private boolean isSeries(CharSequence text, int start, int end, char kind) {
        if (OF_LISTS.indexOf(kind) < 0) {
            return false;
        }
        String digits = FormScanner.compact(text, start, end);
        int first = groups.getFirst();
        boolean rises = true;
        boolean falls = true;
        for (int at = first; at + first <= digits.length(); at += first) {
            int order = digits.substring(at, at + first).compareTo(digits.substring(at - first, at));
            rises = rises && order > 0;
            falls = falls && order < 0;
        }
        return rises || falls;
    }

    private boolean isNumber(CharSequence text, int start, int end) {
        return check.test(FormScanner.compact(text, start, end));
    }

    /** Where the last group ends; {@link #CUT}, or {@link #NONE}. */
    private int read(CharSequence text, int start) {
        char kind = ANY;
        int at = start;
        for (int group = 0; group < groups.size(); group++) {
            if (group > 0) {
                if (at == text.length()) {
                    return CUT;
                }
                kind = group == 1 ? kindOf(text.charAt(at)) : kind;
                int behind = separatorEnd(text, at, kind);
                if (behind == at) {
                    return NONE;
                }
                at = behind;
            }
            int end = at + groups.get(group);
            while (at < end && at < text.length()) {
                if (!WordEdges.isDigit(text.charAt(at))) {
                    return NONE;
                }
                at++;
            }
            if (at < end) {
                return CUT;
            }
        }
        return at;
    }

    /** Of the separators of the number that starts here. */
    private char kind(CharSequence text, int start) {
        int at = start + groups.getFirst();
        return at < text.length() ? kindOf(text.charAt(at)) : ANY;
    }

    private static char kindOf(char separator) {
        if (SPACES.indexOf(separator) >= 0) {
            return ' ';
        }
        if (LINE_ENDS.indexOf(separator) >= 0) {
            return '\n';
        }
        if (HYPHENS.indexOf(separator) >= 0) {
            return '-';
        }
        return separator == '\t' || SIGNS.indexOf(separator) >= 0 ? separator : ANY;
    }

    /** The same index if there is none of this kind. */
    private static int separatorEnd(CharSequence text, int from, char kind) {
        int most = isSpace(kind) ? MOST_SPACES : 1;
        int at = from;
        while (kind != ANY && at < text.length() && at - from < most && kindOf(text.charAt(at)) == kind) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char kind) {
        return kind == ' ' || kind == '\t' || kind == '\n';
    }

    /** Numbers in a row, with what separates the groups of this one between them, are a table. */
    private static boolean isStart(CharSequence text, int start, char kind) {
        int at = start;
        while (at > 0 && start - at < MOST_SPACES && isSpace(kind) && kindOf(text.charAt(at - 1)) == kind) {
            at--;
        }
        boolean isFirst = at == start || at == 0 || !WordEdges.isDigit(text.charAt(at - 1));
        return isFirst && NumberEdges.isStart(text, start, false);
    }

    private static boolean isEnd(CharSequence text, int end, char kind) {
        int behind = isSpace(kind) ? separatorEnd(text, end, kind) : end;
        boolean isLast = behind == end || behind == text.length() || !WordEdges.isDigit(text.charAt(behind));
        return isLast && NumberEdges.isEnd(text, end, false);
    }

    private static boolean isEndOpen(CharSequence text, int end, char kind) {
        boolean isInSpaces = isSpace(kind) && separatorEnd(text, end, kind) == text.length();
        return isInSpaces || NumberEdges.isEndOpen(text, end, false);
    }
}
