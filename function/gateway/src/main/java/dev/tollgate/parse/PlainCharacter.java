package dev.tollgate.parse;

import java.text.Normalizer;

/**
 * The plain form of a character: of compatibility forms, such as a full-width letter or a digit of mathematics, the one of ASCII that
 * it shows, and none of what nobody sees.
 *
 * @see <a href="https://www.unicode.org/reports/tr15/">Unicode's normalization form KC</a>
 */
final class PlainCharacter {
    /** Of a character that does not show. */
    static final int INVISIBLE = -1;

    private static final int ASCII = 128;

    /** How far full-width characters are from those of ASCII. */
    private static final int FULL_WIDTH = 0xFEE0;

    private PlainCharacter() {}

    /** The plain form of this code point; the same one if it has none. */
    static int of(int codePoint) {
        if (codePoint >= ' ' && codePoint < ASCII - 1) {
            return codePoint;
        }
        if (isInvisible(codePoint)) {
            return INVISIBLE;
        }
        if (codePoint > 0xFF00 && codePoint < 0xFF5F) {
            return codePoint - FULL_WIDTH;
        }
        if (codePoint == '\u3002') {
            return '.';
        }
        if (codePoint >= ASCII && Character.isDigit(codePoint)) {
            return '0' + Character.digit(codePoint, 10);
        }
        return isCompatible(codePoint) ? compatible(codePoint) : codePoint;
    }

    /** Where letters, digits and signs of ASCII are in other forms. The spaces that prose has are not among them. */
    private static boolean isCompatible(int codePoint) {
        if (codePoint < 0x2B0) {
            return codePoint >= 0xAA && codePoint <= 0xBA;
        }
        if (codePoint < 0xFE10) {
            return codePoint <= 0x2FF
                    || (codePoint >= 0x1D2C && codePoint <= 0x1DBF)
                    || codePoint == '\u2024'
                    || (codePoint >= 0x2070 && codePoint <= 0x217F)
                    || (codePoint >= 0x2460 && codePoint <= 0x24FF)
                    || codePoint == '\u3000';
        }
        return codePoint <= 0xFFEF || (codePoint >= 0x1D400 && codePoint <= 0x1FBF9);
    }

    private static int compatible(int codePoint) {
        String plain = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
        int first = plain.charAt(0);
        return plain.length() == 1 && first >= ' ' && first < ASCII ? first : first == '\u3002' ? '.' : codePoint;
    }

    /** What formats text, what Unicode says that programs may ignore, and controls that are no white space. */
    private static boolean isInvisible(int codePoint) {
        if (codePoint < 0xA0) {
            return Character.isISOControl(codePoint) && !Character.isWhitespace(codePoint) && codePoint != 0x85;
        }
        if (codePoint == 0xAD) {
            return true;
        }
        if (codePoint < 0x34F) {
            return false;
        }
        return Character.getType(codePoint) == Character.FORMAT || isIgnorable(codePoint);
    }

    /** Of <a href="https://www.unicode.org/Public/UCD/latest/ucd/DerivedCoreProperties.txt">those that are no formats</a>. */
    private static boolean isIgnorable(int codePoint) {
        return switch (codePoint) {
            case 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
            default ->
                (codePoint >= 0x180B && codePoint <= 0x180F)
                        || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                        || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
                        || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
        };
    }
}
