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

    @Test
    void aStreamThatGoesOnAsItIsKeepsItsPings() {
        String ping = "event: ping\ndata: {\"type\": \"ping\"}\n\n";
        byte[] stream = (ping + ": comment\n\nevent: ping\ndata:\n\n").getBytes(StandardCharsets.UTF_8);

        assertThat(SseParser.withPings().feed(stream)).containsExactly(new ReplyEvent("ping", "{\"type\": \"ping\"}"));
        assertThat(new SseParser().feed(stream)).isEmpty();
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

    /** Proxies write OpenAI's sign of the end in these forms. */
    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]", "data:[DONE]", "data: DONE", "data: [done]", "data: [DONE]  "})
    void theSignOfTheEndHasManyForms(String line) {
        assertThat(parse(line + "\n\n")).singleElement().matches(ReplyEvent::isEnd);
        SseParser cut = new SseParser();
        assertThat(cut.feed(line.getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(cut.end()).singleElement().matches(ReplyEvent::isEnd);
    }

    @Test
    void anEventWithoutDataIsAKeepAlive() {
        assertThat(parse("event: ping\n\nevent: keepalive\n\n: ok\n\n")).isEmpty();
    }

    @Test
    void knowsAStreamByItsStart() {
        assertThat(SseParser.isEventStream("\uFEFFdata: {}".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(SseParser.isEventStream("{\"data\":1}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
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

    /** openai/openai-node#2725, anomalyco/opencode#40454: the stream ends right after its last data line. */
    @Test
    void aLastEventWithoutABlankLineCounts() {
        assertThat(ended("data: {\"a\":1}\n\ndata: {\"b\":2}\n")).containsExactly(new ReplyEvent("", "{\"b\":2}"));
        assertThat(ended("event: x\ndata: {\"b\":2}")).containsExactly(new ReplyEvent("x", "{\"b\":2}"));
        assertThat(ended("data: [DONE]")).containsExactly(new ReplyEvent("", "[DONE]"));
    }

    @Test
    void aLastEventThatIsCutDoesNot() {
        assertThat(ended("data: {\"a\":1}\n\ndata: {\"b\":")).isEmpty();
        assertThat(ended("data: {\"a\":1}\n\ndat")).isEmpty();
        assertThat(ended("data: {\"a\":1}\n\n")).isEmpty();
        assertThat(ended("<html>\n<b>Bad gateway</b>")).isEmpty();
    }

    /** anomalyco/opencode#50871, diegosouzapw/OmniRoute#1146. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: : keepalive",
                "data:",
                "data: ping",
                "data: [PING]",
                "event: ping\ndata: {}",
                "event: keepalive\ndata: x",
                "event: keep-alive\ndata: {\"a\":0}",
                ": comment"
            })
    void skipsKeepAlives(String keepAlive) {
        assertThat(parse(keepAlive + "\n\ndata: {\"a\":1}\n\n" + keepAlive + "\n\ndata: [DONE]\n\n"))
                .containsExactly(new ReplyEvent("", "{\"a\":1}"), new ReplyEvent("", "[DONE]"));
    }

    @Test
    void readsAnErrorThatNoDataIntroduces() {
        String error = "{\n  \"error\": {\"message\": \"out\"}\n}";
        assertThat(parse("data: {\"a\":1}\n\n" + error + "\n\n"))
                .containsExactly(new ReplyEvent("", "{\"a\":1}"), new ReplyEvent("", error));
        assertThat(ended(error)).containsExactly(new ReplyEvent("", error));
        assertThat(parse("<html>\n\n{\"a\":1}{\"a\":2}\n\n")).isEmpty();
    }

    private static List<ReplyEvent> ended(String text) {
        SseParser parser = new SseParser();
        parser.feed(bytes(text));
        return parser.end();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
