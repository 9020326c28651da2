package dev.tollgate.lambda;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Encodes the path and the query of an event, because some endpoint types decode what the client sent and others do not. */
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

    /** Encodes a name or a value of a query that the endpoint has decoded. */
    static String component(String decoded) {
        return URLEncoder.encode(decoded, StandardCharsets.UTF_8);
    }

    /** Leaves encoded characters as they are. */
    private static String encoded(String value, String allowed) {
        StringBuilder encoded = new StringBuilder(value.length());
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
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
