package dev.tollgate.lambda;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Makes a request target out of what events tell: some doors decode what the client sent, others do not. */
final class UriText {
    private static final String IN_PATH = "-._~!$&'()*+,;=:@/";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UriText() {}

    static String path(String path) {
        String encoded = encoded(path, IN_PATH);
        return encoded.startsWith("/") ? encoded : "/" + encoded;
    }

    static String query(String query) {
        return encoded(query, IN_PATH + "?");
    }

    /** A name or a value of a query that came decoded. */
    static String component(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What is encoded already stays as it is. */
    private static String encoded(String text, String allowed) {
        StringBuilder encoded = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char letter = (char) (bytes[i] & 0xff);
            if (isAlphanumeric(letter) || allowed.indexOf(letter) >= 0 || isEscape(bytes, i)) {
                encoded.append(letter);
            } else {
                encoded.append('%').append(HEX.toHexDigits(bytes[i]));
            }
        }
        return encoded.toString();
    }

    private static boolean isAlphanumeric(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[at + 1])
                && HexFormat.isHexDigit(bytes[at + 2]);
    }
}
