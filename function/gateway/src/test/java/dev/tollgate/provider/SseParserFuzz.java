package dev.tollgate.provider;

import dev.tollgate.openai.GatewayException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A stream has the same events however it is cut. */
public final class SseParserFuzz {
    private SseParserFuzz() {}

    /** The entry point of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        SseParser.isEventStream(input);
        String whole = events(input, Math.max(1, input.length));
        if (!whole.equals(events(input, 1)) || !whole.equals(events(input, 3))) {
            throw new AssertionError("the events depend on how the stream is cut");
        }
    }

    private static String events(byte[] input, int length) {
        SseParser parser = new SseParser();
        List<ReplyEvent> events = new ArrayList<>();
        try {
            for (int start = 0; start < input.length; start += length) {
                byte[] piece = Arrays.copyOfRange(input, start, Math.min(input.length, start + length));
                events.addAll(parser.feed(piece));
            }
            events.addAll(parser.end());
        } catch (GatewayException refused) {
            return refused.getMessage();
        }
        return events.toString();
    }
}
