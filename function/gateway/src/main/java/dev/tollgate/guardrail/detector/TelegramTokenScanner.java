package dev.tollgate.guardrail.detector;

/** A token of a Telegram bot: the bot's number, a colon and 35 characters. */
final class TelegramTokenScanner implements ValueScanner {
    private static final AnchoredPattern FORMAT = AnchoredPattern.of("[0-9]{8,10}:AA[A-Za-z0-9_-]{33}", 47);
    private static final int NUMBER = 8;

    @Override
    public int longest() {
        return FORMAT.longest();
    }

    @Override
    public boolean mayStartWith(char first) {
        return WordEdges.isDigit(first);
    }

    @Override
    public int end(CharSequence text, int start) {
        if (start + FORMAT.longest() - 2 > text.length() || !WordEdges.isDigit(text.charAt(start + NUMBER - 1))) {
            return NONE;
        }
        int end = FORMAT.end(text, start);
        return end > start && WordEdges.isEnd(text, end) ? end : NONE;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        return FORMAT.isOpen(text, start);
    }
}
