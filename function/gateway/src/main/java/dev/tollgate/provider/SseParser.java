package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits bytes into server-sent events, wherever the network cut them
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream).
 *
 * <p>Lines end with LF, CR or CRLF. The parser skips comments and unknown fields, and drops an event that the end of the stream
 * cuts short.
 */
public final class SseParser implements EventParser {
    /** No provider sends events of this size: such a body is not an event stream. */
    private static final int MAX_EVENT_BYTES = 32 * 1024 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private String name = "";
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    @Override
    public List<ReplyEvent> feed(byte[] bytes) {
        List<ReplyEvent> events = new ArrayList<>(2);
        for (byte next : bytes) {
            boolean secondHalfOfLineEnd = afterCarriageReturn && next == '\n';
            afterCarriageReturn = next == '\r';
            if (secondHalfOfLineEnd) {
                continue;
            }
            if (next == '\n' || next == '\r') {
                endLine(events);
            } else {
                line.write(next);
            }
        }
        if (line.size() + data.length() > MAX_EVENT_BYTES) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider sent an event that does not end.");
        }
        return events;
    }

    private void endLine(List<ReplyEvent> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (atStart) {
            atStart = false;
            text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        }
        if (text.isEmpty()) {
            dispatch(events);
        } else {
            field(text);
        }
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        int start = colon < 0 ? text.length() : colon + 1;
        String value = text.substring(start < text.length() && text.charAt(start) == ' ' ? start + 1 : start);
        if (field.equals("data")) {
            data.append(hasData ? "\n" : "").append(value);
            hasData = true;
        } else if (field.equals("event")) {
            name = value;
        }
    }

    private void dispatch(List<ReplyEvent> events) {
        if (hasData) {
            events.add(new ReplyEvent(name, data.toString()));
        }
        data.setLength(0);
        hasData = false;
        name = "";
    }
}
