package dev.tollgate.guardrail.detector;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * Recognises a number by how it is written, then by its check.
 *
 * @param check of its letters and digits alone
 * @param context words of which one must be in front of it, if its form and check say too little
 */
record FormScanner(WrittenForm form, Predicate<String> check, Optional<ContextWords> context) implements ValueScanner {
    static FormScanner of(String mask, Predicate<String> check) {
        return new FormScanner(new WrittenForm(mask), check, Optional.empty());
    }

    @Override
    public int longest() {
        return form.length() + NumberEdges.BEHIND;
    }

    @Override
    public boolean mayStartWith(char first) {
        return form.mayStartWith(first);
    }

    @Override
    public int end(CharSequence text, int start) {
        if (form.common(text, start) < form.length()) {
            return NONE;
        }
        int end = start + form.length();
        boolean isWhole =
                NumberEdges.isStart(text, start, form.hasSpaces()) && NumberEdges.isEnd(text, end, form.hasSpaces());
        return isWhole && check.test(compact(text, start, end)) && hasContext(text, start) ? end : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        int common = form.common(text, start);
        int end = start + common;
        boolean isCut = common < form.length() ? end == text.length() : isEndOpen(text, start, end);
        return isCut && NumberEdges.isStart(text, start, form.hasSpaces()) && hasContext(text, start);
    }

    private boolean isEndOpen(CharSequence text, int start, int end) {
        return NumberEdges.isEndOpen(text, end, form.hasSpaces()) && check.test(compact(text, start, end));
    }

    private boolean hasContext(CharSequence text, int start) {
        return context.isEmpty() || context.get().isBefore(text, start);
    }

    /** Without the separators between its letters and digits. */
    static String compact(CharSequence text, int start, int end) {
        StringBuilder compact = new StringBuilder(end - start);
        for (int at = start; at < end; at++) {
            char character = text.charAt(at);
            if (WordEdges.isDigit(character) || WordEdges.isAsciiLetter(character)) {
                compact.append(character);
            }
        }
        return compact.toString();
    }
}
