package dev.tollgate.parse;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A file that the request itself contains (RFC 2397), as OpenAI's clients send images and documents.
 *
 * @param mediaType in lower case and without parameters, such as {@code image/png}
 * @param base64 the file's bytes, without line breaks
 */
public record DataUri(String mediaType, String base64) {
    private static final String SCHEME = "data:";
    private static final String BASE64 = ";base64";
    /** Enough characters for the bytes that show a file's type. */
    private static final int SNIFFED_LENGTH = 24;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    private static final Set<String> TEXTS =
            Set.of("application/json", "application/xml", "application/x-yaml", "application/javascript");

    /** Parses {@code data:image/png;base64,…}; empty for any other URL, and for bytes that are not in Base64. */
    public static Optional<DataUri> parse(String url) {
        int comma = url.indexOf(',');
        if (!url.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || comma < 0) {
            return Optional.empty();
        }
        String metadata = url.substring(SCHEME.length(), comma).toLowerCase(Locale.ROOT);
        String base64 = plain(url.substring(comma + 1));
        if (!metadata.endsWith(BASE64) || !isBase64(base64)) {
            return Optional.empty();
        }
        String mediaType = metadata.substring(0, metadata.length() - BASE64.length());
        int parameters = mediaType.indexOf(';');
        return Optional.of(new DataUri(parameters < 0 ? mediaType : mediaType.substring(0, parameters), base64));
    }

    /**
     * The type that the file's first bytes show, or else the usual name of the media type. Clients label JPEG files as
     * {@code image/jpg} or {@code image/png}, and providers reject a file that is not what its media type says.
     */
    public String actualType() {
        String start = base64.substring(0, Math.min(SNIFFED_LENGTH, base64.length() / 4 * 4));
        return FileType.of(Base64.getDecoder().decode(start)).orElseGet(() -> switch (mediaType) {
            case "image/jpg", "image/pjpeg" -> "image/jpeg";
            case "image/x-png" -> "image/png";
            case "application/x-pdf" -> "application/pdf";
            default -> mediaType;
        });
    }

    /** Whether files of this type are text, in whatever language. */
    public static boolean isText(String mediaType) {
        return mediaType.startsWith("text/") || TEXTS.contains(mediaType);
    }

    /**
     * The same file as a data URI, where it is only its bytes in Base64 and they show its type. Clients know this form from
     * Anthropic and Google, and OpenAI's own reference reads as if it were wanted.
     */
    public static String whole(String file) {
        String type = file.indexOf(':') < 0 ? new DataUri("", plain(file)).shownType() : "";
        return type.isEmpty() ? file : SCHEME + type + BASE64 + "," + file;
    }

    private String shownType() {
        try {
            return actualType();
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    /** The data URI that contains these bytes. */
    public static String of(String mediaType, byte[] bytes) {
        return SCHEME + mediaType + BASE64 + "," + Base64.getEncoder().encodeToString(bytes);
    }

    /** Without the line breaks of MIME's Base64 (RFC 2045), which many tools write and providers reject. */
    private static String plain(String base64) {
        boolean isPlain = base64.chars().noneMatch(Character::isWhitespace);
        return isPlain ? base64 : WHITE_SPACE.matcher(base64).replaceAll("");
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text).length > 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
