package dev.tollgate.guardrail.detector;

/**
 * What is between the two lines of dashes of a private key: headers, then lines in Base64. Line ends may be escaped, as in a JSON
 * string. Prose between such lines, as in a manual, is no body.
 *
 * @param keyEnd where the last whole line of key ends; negative if there is none
 * @param end where the body ends
 */
record PrivateKeyBody(int keyEnd, int end) {
    static final String DASHES = "-----";

    /** Shorter ones are words, unless they are the last: the rest of a key, and the checksum of OpenPGP. */
    private static final int SHORTEST_LINE = 16;

    private static final int MOST_SHORT_LINES = 2;

    static PrivateKeyBody of(CharSequence text, int start, int limit) {
        int last = Math.min(text.length(), limit);
        int keyEnd = ValueScanner.NONE;
        int shortLines = 0;
        int at = lineStart(text, start, last);
        while (at < last && !WordEdges.startsWith(text, at, DASHES)) {
            int end = keyEnd < 0 ? headerEnd(text, at, last) : at;
            if (end == at) {
                end = base64End(text, at, last);
                boolean isLong = end - at >= SHORTEST_LINE;
                keyEnd = isLong ? end : keyEnd;
                shortLines = isLong ? 0 : shortLines + 1;
            }
            // A line at the end of the text may become longer.
            if (end == at || (shortLines > MOST_SHORT_LINES && end < last)) {
                return new PrivateKeyBody(keyEnd, at);
            }
            at = lineStart(text, end, last);
        }
        return new PrivateKeyBody(keyEnd, at);
    }

    private static int lineStart(CharSequence text, int start, int limit) {
        int at = start;
        while (at < limit && isLineEnd(text, at)) {
            at++;
        }
        return at;
    }

    /** White space, and both characters of an escape. */
    private static boolean isLineEnd(CharSequence text, int at) {
        char character = text.charAt(at);
        boolean isEscaped = (character == 'n' || character == 'r') && text.charAt(at - 1) == '\\';
        return isEscaped || character == '\\' || Character.isWhitespace(character);
    }

    /** Such as "DEK-Info: AES-128-CBC,…", of which the text may have only the beginning; where it starts if it is no header. */
    private static int headerEnd(CharSequence text, int start, int limit) {
        int at = start;
        while (at < limit && (WordEdges.isAsciiLetter(text.charAt(at)) || text.charAt(at) == '-')) {
            at++;
        }
        if (at < limit && (at == start || text.charAt(at) != ':')) {
            return start;
        }
        while (at < limit && text.charAt(at) != '\n' && text.charAt(at) != '\\') {
            at++;
        }
        return at;
    }

    private static int base64End(CharSequence text, int start, int limit) {
        int at = start;
        while (at < limit && isBase64(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isBase64(char character) {
        return WordEdges.isAsciiLetter(character) || WordEdges.isDigit(character) || "+/=".indexOf(character) >= 0;
    }
}
