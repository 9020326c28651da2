package dev.tollgate.strict;

import java.nio.charset.StandardCharsets;

/** What a provider sends: a whole reply, or all events of a stream. */
public record ApiReply(int status, String contentType, byte[] body) {

    /** A whole reply. */
    static ApiReply json(int status, String body) {
        return new ApiReply(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Server-sent events. */
    static ApiReply events(String body) {
        return new ApiReply(200, "text/event-stream", body.getBytes(StandardCharsets.UTF_8));
    }
}
