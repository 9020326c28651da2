package dev.tollgate.guardrail.detector;

/**
 * A private key in a PEM block (RFC 7468) or of OpenPGP. A block without an end is a value, too: what is cut off is still a part of
 * a key.
 */
final class PrivateKeyScanner implements ValueScanner {
    /** An RSA key of 16,384 bits has 12,600 chars. */
    private static final int LONGEST = 16_384;

    private static final int LONGEST_LABEL = 64;
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public boolean mayStartWith(char first) {
        return first == '-';
    }

    @Override
    public int end(CharSequence text, int start) {
        int label = labelEnd(text, start, BEGIN);
        if (label < 0 || !isPrivateKey(text, start, label)) {
            return NONE;
        }
        PrivateKeyBody body = PrivateKeyBody.of(text, label, start + LONGEST);
        if (body.keyEnd() < 0) {
            return NONE;
        }
        int end = labelEnd(text, body.end(), END);
        return end < 0 ? body.keyEnd() : end;
    }

    @Override
    public boolean isOpen(CharSequence text, int start) {
        int label = labelEnd(text, start, BEGIN);
        if (label < 0) {
            return isLabelOpen(text, start, BEGIN);
        }
        if (!isPrivateKey(text, start, label)) {
            return false;
        }
        PrivateKeyBody body = PrivateKeyBody.of(text, label, start + LONGEST);
        return body.end() == text.length() || isLabelOpen(text, body.end(), END);
    }

    /** Where the line ends that starts like this; negative if it does not, or not in this text. */
    private static int labelEnd(CharSequence text, int start, String expected) {
        if (!WordEdges.startsWith(text, start, expected)) {
            return NONE;
        }
        int at = labelTextEnd(text, start + expected.length());
        return WordEdges.startsWith(text, at, PrivateKeyBody.DASHES) ? at + PrivateKeyBody.DASHES.length() : NONE;
    }

    private static boolean isLabelOpen(CharSequence text, int start, String expected) {
        int common = WordEdges.common(text, start, expected);
        if (common < expected.length()) {
            return start + common == text.length();
        }
        int at = labelTextEnd(text, start + common);
        int dashes = WordEdges.common(text, at, PrivateKeyBody.DASHES);
        return dashes < PrivateKeyBody.DASHES.length() && at + dashes == text.length();
    }

    private static int labelTextEnd(CharSequence text, int start) {
        int limit = Math.min(text.length(), start + LONGEST_LABEL);
        int at = start;
        while (at < limit && isLabelPart(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isLabelPart(char character) {
        return character == ' ' || WordEdges.isUpperCase(character) || WordEdges.isDigit(character);
    }

    private static boolean isPrivateKey(CharSequence text, int start, int labelEnd) {
        return text.subSequence(start, labelEnd).toString().contains(PRIVATE_KEY);
    }
}
