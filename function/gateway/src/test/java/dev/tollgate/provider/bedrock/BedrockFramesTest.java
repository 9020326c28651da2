package dev.tollgate.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tollgate.golden.EventFrames;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.provider.ReplyEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

class BedrockFramesTest {
    private static final byte[] FRAMES = frames("""
            {"messageStart":{"role":"assistant"}}
            {"contentBlockDelta":{"contentBlockIndex":0,"delta":{"text":"Grüße ☕"}}}
            {"throttlingException":{"message":"Slow down."}}
            """);
    private static final List<ReplyEvent> EVENTS = List.of(
            new ReplyEvent("messageStart", "{\"role\":\"assistant\"}"),
            new ReplyEvent("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"Grüße ☕\"}}"),
            new ReplyEvent("failure:throttlingException", "{\"message\":\"Slow down.\"}"));

    private final BedrockFrames parser = new BedrockFrames("bedrock");

    @Test
    void parsesTheSameEventsHoweverTheBytesAreCut() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            BedrockFrames frames = new BedrockFrames("bedrock");
            List<ReplyEvent> events = new ArrayList<>();
            for (int start = 0; start < FRAMES.length; ) {
                int end = Math.min(FRAMES.length, start + random.nextInt(40));
                events.addAll(frames.feed(Arrays.copyOfRange(FRAMES, start, end)));
                start = end;
            }
            assertThat(events).as("seed " + seed).isEqualTo(EVENTS);
        }
    }

    @Test
    void dropsAnEventThatTheEndCutsShort() {
        assertThat(parser.feed(Arrays.copyOf(FRAMES, FRAMES.length - 1))).isEqualTo(EVENTS.subList(0, 2));
    }

    @Test
    void failsOnOneWrongBitAnywhere() {
        for (int position = 0; position < FRAMES.length; position++) {
            byte[] damaged = FRAMES.clone();
            damaged[position] ^= 1;
            assertThatExceptionOfType(GatewayException.class)
                    .as("byte " + position)
                    .isThrownBy(() -> new BedrockFrames("bedrock").feed(damaged))
                    .withMessage("bedrock sent a damaged event.")
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UPSTREAM_FAILED));
        }
    }

    @Test
    void failsOnABodyThatIsNotAnEventStream() {
        assertThatExceptionOfType(GatewayException.class)
                .isThrownBy(() -> parser.feed("<html><body>Gateway timeout".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsAnErrorWithoutBodyFromItsHeaders() {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        new Message(
                        Map.of(
                                ":message-type", HeaderValue.fromString("error"),
                                ":error-code", HeaderValue.fromString("InternalFailure"),
                                ":error-message", HeaderValue.fromString("It broke.")),
                        new byte[0])
                .encode(frame);

        assertThat(parser.feed(frame.toByteArray()))
                .containsExactly(new ReplyEvent("failure:InternalFailure", "{\"message\":\"It broke.\"}"));
    }

    private static byte[] frames(String lines) {
        return EventFrames.encode(lines.getBytes(StandardCharsets.UTF_8));
    }
}
