package dev.tollgate.provider;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A file that lies in the request itself (RFC 2397), as OpenAI's clients send images and documents.
 *
 * @param mediaType in lower case and without parameters, such as {@code image/png}
 * @param base64 the file's bytes, without line breaks
 */
public record DataUri(String mediaType, String base64) {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";

    /** Reads {@code data:image/png;base64,…}; empty for a URL of another kind, or one whose bytes are not in base64. */
    public static Optional<DataUri> parse(String url) {
        int comma = url.indexOf(',');
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || comma < 0) {
            return Optional.empty();
        }
        String head = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
        String base64 = url.substring(comma + 1).strip();
        if (!head.endsWith(BASE64) || !isBase64(base64)) {
            return Optional.empty();
        }
        String mediaType = head.substring(0, head.length() - BASE64.length());
        int parameters = mediaType.indexOf(';');
        return Optional.of(new DataUri(parameters < 0 ? mediaType : mediaType.substring(0, parameters), base64));
    }

    /** The URI for these bytes. */
    public static String of(String mediaType, byte[] bytes) {
        return SCHEME + mediaType + BASE64 + "," + Base64.getEncoder().encodeToString(bytes);
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
