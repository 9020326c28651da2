package dev.tollgate.parse;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** Bytes as text in Base64 (RFC 4648), in either alphabet, with or without padding, on one line or several (RFC 2045). */
public final class Base64Text {
    /** Fewer characters may as well be a word. */
    private static final int LEAST = 16;

    /** What may be such text inside another one. */
    public static final Pattern WITHIN = Pattern.compile("[A-Za-z0-9+/_-]{" + LEAST + ",}+={0,2}+");

    private Base64Text() {}

    /** The bytes that this text is: it has no characters but those of Base64, and line breaks. Empty for any other text. */
    public static Optional<byte[]> decoded(String text) {
        return text.length() >= LEAST && isBase64(text) ? declared(text) : Optional.empty();
    }

    /**
     * The bytes that a lenient reader takes this text for. Some ignore all characters that Base64 does not have. Empty if there are no
     * bytes in it.
     */
    public static Optional<byte[]> declared(String text) {
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.replace('-', '+').replace('_', '/'));
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** These bytes in the alphabet of this text. */
    public static String encoded(byte[] bytes, String like) {
        boolean isForUrls = like.indexOf('-') >= 0 || like.indexOf('_') >= 0;
        return (isForUrls ? Base64.getUrlEncoder() : Base64.getEncoder()).encodeToString(bytes);
    }

    private static boolean isBase64(String text) {
        int end = text.stripTrailing().length();
        while (end > 0 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isDigit(char character) {
        return (character >= 'A' && character <= 'Z')
                || (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || "+/-_\r\n".indexOf(character) >= 0;
    }
}
