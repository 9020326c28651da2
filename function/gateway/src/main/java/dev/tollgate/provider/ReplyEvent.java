package dev.tollgate.provider;

import dev.tollgate.openai.NativeEvent;
import java.util.regex.Pattern;

/**
 * One event of a streamed reply, in whatever framing the provider uses.
 *
 * @param name the event's name in its frame; empty where the frame has none
 * @param data the event's payload as text
 */
public record ReplyEvent(String name, String data) {
    private static final Pattern END = Pattern.compile("(?i)\\[?done\\]?");

    /** The same event on its way to a client that called the provider's own API. */
    public NativeEvent asNative() {
        return new NativeEvent(name, data);
    }

    /** Whether it is OpenAI's sign that nothing follows. Some proxies write it without its brackets. */
    public boolean isEnd() {
        return END.matcher(data.strip()).matches();
    }
}
