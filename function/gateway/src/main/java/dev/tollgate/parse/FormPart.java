package dev.tollgate.parse;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One part of a form (https://www.rfc-editor.org/rfc/rfc7578).
 *
 * @param name of its field
 * @param filename null if it is a plain field
 * @param contentType null if its sender named none
 */
public record FormPart(
        String name, @Nullable String filename, @Nullable String contentType, byte[] content) {

    /** A plain field. */
    public static FormPart text(String name, String value) {
        return new FormPart(name, null, null, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it is a file, and no plain field. */
    public boolean isFile() {
        return filename != null;
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
