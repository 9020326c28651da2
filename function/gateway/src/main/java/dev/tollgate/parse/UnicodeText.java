package dev.tollgate.parse;

/** Text that JSON can contain and UTF-8 cannot: half of a pair of surrogates, such as {@code "\ud800"}. */
public final class UnicodeText {
    private UnicodeText() {}

    /** Whether each surrogate of the text has its other half. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                boolean paired = Character.isHighSurrogate(unit)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Whether tables, logs and headers can hold the text and show it: it is well-formed and has no control characters. */
    public static boolean isPrintable(String text) {
        return isWellFormed(text) && text.chars().noneMatch(Character::isISOControl);
    }
}
