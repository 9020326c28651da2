package dev.tollgate.parse;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form (https://www.rfc-editor.org/rfc/rfc7578).
 *
 * @param name of its field
 * @param filename null if it is a plain field, or a file without a name
 * @param contentType null if its sender named none
 */
public record FormPart(
        String name, @Nullable String filename, @Nullable String contentType, byte[] content) {
    private static final Pattern BINARY =
            Pattern.compile("audio/|image/|video/|application/octet-stream", Pattern.CASE_INSENSITIVE);

    /** A plain field. */
    public static FormPart text(String name, String value) {
        return new FormPart(name, null, null, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it is a file, and no plain field. Some clients send bytes without a name. */
    public boolean isFile() {
        return filename != null
                || (contentType != null && BINARY.matcher(contentType).lookingAt());
    }

    /** Its content as text. */
    public String text() {
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The same part with other content. */
    public FormPart with(byte[] other) {
        return new FormPart(name, filename, contentType, other);
    }

    /** Leaves out the content, which may be large, and is nobody's but the caller's. */
    @Override
    public String toString() {
        return "FormPart[" + name + ", " + content.length + " bytes]";
    }
}
