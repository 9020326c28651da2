package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the rules of https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream. */
final class SseParserTest {
    private static final String STREAM = """
            : a comment

            event: start
            id: 1
            retry: 10
            data: {"text":"Grüße 🌧"}

            data
            data:  two spaces
            data:none

            event: without data

            data: [DONE]

            """;
    private static final List<ReplyEvent> EVENTS = List.of(
            new ReplyEvent("start", "{\"text\":\"Grüße 🌧\"}"),
            new ReplyEvent("", "\n two spaces\nnone"),
            new ReplyEvent("", "[DONE]"));

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void acceptsEveryLineEnd(String lineEnd) {
        assertThat(parse(STREAM.replace("\n", lineEnd))).isEqualTo(EVENTS);
    }

    static Stream<Long> seeds() {
        return IntStream.range(0, 200).mapToObj(Long::valueOf);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void parsesTheSameEventsHoweverTheBytesAreCut(long seed) {
        Random random = new Random(seed);
        String lineEnd = List.of("\n", "\r", "\r\n").get(random.nextInt(3));
        byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8);
        SseParser parser = new SseParser();
        List<ReplyEvent> events = new ArrayList<>();
        for (int start = 0; start < bytes.length; ) {
            int end = Math.min(bytes.length, start + random.nextInt(20));
            events.addAll(parser.feed(Arrays.copyOfRange(bytes, start, end)));
            start = end;
        }
        assertThat(events).isEqualTo(EVENTS);
    }

    @Test
    void skipsAByteOrderMarkOnlyAtTheStart() {
        assertThat(parse("\uFEFFdata: \uFEFFa\n\n")).containsExactly(new ReplyEvent("", "\uFEFFa"));
    }

    @Test
    void dropsAnEventThatTheEndCutsShort() {
        assertThat(parse("data: a\n\ndata: b\n")).containsExactly(new ReplyEvent("", "a"));
    }

    @Test
    void aCarriageReturnEndsAnEventAtOnce() {
        SseParser parser = new SseParser();
        assertThat(parser.feed(bytes("data: a\r\r"))).containsExactly(new ReplyEvent("", "a"));
        assertThat(parser.feed(bytes("\ndata: b\r\n\r\n"))).containsExactly(new ReplyEvent("", "b"));
    }

    @Test
    void matchesFieldNamesCaseSensitivelyAndSkipsUnknownOnes() {
        assertThat(parse("Data: a\ndata: b\nother: c\nlonely\n\n")).containsExactly(new ReplyEvent("", "b"));
    }

    private static List<ReplyEvent> parse(String text) {
        return new SseParser().feed(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
