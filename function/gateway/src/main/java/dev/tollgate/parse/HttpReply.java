package dev.tollgate.parse;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The reply to one HTTP/1.1 request.
 *
 * @param status the status, from 200
 * @param headers by name in lower case; of several with one name, the last
 * @param body empty if it has no length
 * @param last whether the other side closes the connection after it
 */
public record HttpReply(int status, Map<String, String> headers, byte[] body, boolean last) {
    /** Whether it says success. */
    public boolean accepted() {
        return status >= 200 && status < 300;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
