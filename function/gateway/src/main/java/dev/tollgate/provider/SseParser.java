package dev.tollgate.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits bytes into server-sent events, wherever the network cut them
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream).
 *
 * <p>Lines end with LF, CR or CRLF. The parser skips comments, unknown fields and keep-alives. It is more lenient than the
 * standard in two ways: JSON that no {@code data:} introduces counts as an event, and so does a last event without a blank line.
 */
public final class SseParser implements EventParser {
    /** No provider sends events of this size: such a body is not an event stream. */
    private static final int MAX_EVENT_BYTES = 32 * 1024 * 1024;

    /** Providers send them as data, too: {@code data: : keepalive} (Vertex AI's partner models), or events of such a name. */
    private static final Pattern KEEP_ALIVE = Pattern.compile("(?i):.*|\\[?(ping|pong|keep[-_ ]?alive|heartbeat)\\]?");

    private static final int LONGEST_KEEP_ALIVE = "[keep-alive]".length();

    private static final ObjectReader JSON =
            JsonCodec.mapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Anthropic's own sign of life, which its clients know. */
    private static final String PING = "ping";

    private final boolean keepsPings;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    private final StringBuilder data = new StringBuilder();
    private final StringBuilder bare = new StringBuilder();
    private String name = "";
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    /** A parser that skips all signs of life. */
    public SseParser() {
        this(false);
    }

    private SseParser(boolean keepsPings) {
        this.keepsPings = keepsPings;
    }

    /** A parser for a stream that goes to the client as it is: a ping with data is an event of it. */
    public static SseParser withPings() {
        return new SseParser(true);
    }

    /** Whether a body is a stream of events, whatever its content type says: some servers stream although nobody asked. */
    public static boolean isEventStream(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 64), StandardCharsets.UTF_8);
        String start = withoutMark(text).stripLeading();
        return start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":");
    }

    @Override
    public List<ReplyEvent> feed(byte[] bytes) {
        List<ReplyEvent> events = new ArrayList<>(2);
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] != '\n' && bytes[at] != '\r') {
                continue;
            }
            boolean secondHalfOfLineEnd = bytes[at] == '\n' && (at == 0 ? afterCarriageReturn : bytes[at - 1] == '\r');
            if (!secondHalfOfLineEnd) {
                line.write(bytes, start, at - start);
                endLine(events);
            }
            start = at + 1;
        }
        line.write(bytes, start, bytes.length - start);
        if (bytes.length > 0) {
            afterCarriageReturn = bytes[bytes.length - 1] == '\r';
        }
        if (line.size() + data.length() + bare.length() > MAX_EVENT_BYTES) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider sent an event that does not end.");
        }
        return events;
    }

    /** The last event, if only its blank line is missing. One that is cut is no JSON, and is dropped. */
    @Override
    public List<ReplyEvent> end() {
        List<ReplyEvent> events = new ArrayList<>(1);
        if (line.size() > 0) {
            endLine(events);
        }
        dispatch(events);
        return events.stream()
                .filter(event -> event.isEnd() || isJson(event.data()))
                .toList();
    }

    private void endLine(List<ReplyEvent> events) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        if (atStart) {
            atStart = false;
            text = withoutMark(text);
        }
        if (text.isEmpty()) {
            dispatch(events);
        } else {
            field(text);
        }
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void field(String text) {
        int colon = text.indexOf(':');
        String field = colon < 0 ? text : text.substring(0, colon);
        int start = colon < 0 ? text.length() : colon + 1;
        String value = text.substring(start < text.length() && text.charAt(start) == ' ' ? start + 1 : start);
        switch (field) {
            case "data" -> {
                data.append(hasData ? "\n" : "").append(value);
                hasData = true;
            }
            case "event" -> name = value;
            case "", "id", "retry" -> {}
            // Some servers write an error into the stream as plain JSON.
            default -> bare.append(text).append('\n');
        }
    }

    private void dispatch(List<ReplyEvent> events) {
        if (hasData) {
            String text = data.toString();
            boolean kept = keepsPings && name.equals(PING) && isJson(text);
            if (kept || (!isKeepAlive(name) && !isKeepAlive(text) && !text.isBlank())) {
                events.add(new ReplyEvent(name, text));
            }
        } else if (!bare.isEmpty() && isJson(bare.toString())) {
            events.add(new ReplyEvent(name, bare.toString().strip()));
        }
        data.setLength(0);
        bare.setLength(0);
        hasData = false;
        name = "";
    }

    private static boolean isKeepAlive(String text) {
        String word = text.strip();
        return (word.length() <= LONGEST_KEEP_ALIVE || word.startsWith(":"))
                && KEEP_ALIVE.matcher(word).matches();
    }

    private static boolean isJson(String text) {
        try {
            return JSON.readTree(text).isContainerNode();
        } catch (JsonProcessingException notJson) {
            return false;
        }
    }
}
