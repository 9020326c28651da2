package dev.tollgate.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The whole reply to one HTTP/1.1 request. */
public record HttpReply(HttpReplyHead head, byte[] body) {
    /** The status, from 200. */
    public int status() {
        return head.status();
    }

    /** The headers by name in lower case. */
    public Map<String, String> headers() {
        return head.headers();
    }

    /** Whether it says success. */
    public boolean accepted() {
        return status() >= 200 && status() < 300;
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
