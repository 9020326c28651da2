package dev.tollgate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioBoundTest {
    private static final int BYTES = 480_000;
    /** What is compressed has at least 500 bytes per second, and a second 32 tokens. */
    private static final long AS_COMPRESSED = (BYTES + 48) * 32L / 500;

    @ParameterizedTest
    @CsvSource({
        "1, 1, 24000, 16, 10",
        "1, 2, 48000, 24, 1",
        "3, 1, 48000, 32, 2",
        "7, 1, 8000, 8, 60",
        "65534, 1, 24000, 16, 10",
    })
    void anUncompressedRecordingSaysHowLongItIs(int format, int channels, int rate, int bits, int seconds) {
        assertThat(tokens(wav(format, channels, rate, channels * bits / 8, bits)))
                .isBetween(seconds * 32L, seconds * 32L + 64);
    }

    /** GSM 6.10 of 1,625 bytes per second and MP3 have blocks, whose size is not that of a moment. */
    @ParameterizedTest
    @CsvSource({
        "49, 1, 8000, 65, 0",
        "85, 2, 44100, 4, 16",
        "65535, 1, 8000, 65, 16",
        "1, 1, 8000, 65, 16",
        "1, 1, 999999999, 2, 16"
    })
    void aCompressedOneMayBeLong(int format, int channels, int rate, int bytesPerFrame, int bits) {
        assertThat(tokens(wav(format, channels, rate, bytesPerFrame, bits))).isGreaterThanOrEqualTo(AS_COMPRESSED);
    }

    @Test
    void anotherChunkBeforeTheFormatSaysNothing() {
        byte[] recording = wav(1, 1, 48_000, 2, 16);
        System.arraycopy("JUNK".getBytes(StandardCharsets.US_ASCII), 0, recording, 12, 4);

        assertThat(tokens(recording)).isGreaterThanOrEqualTo(AS_COMPRESSED);
    }

    @Test
    void aSlowOneLastsLong() {
        assertThat(tokens(wav(1, 1, 1, 2, 16))).as("one sample per second").isGreaterThan(BYTES / 2 * 32L);
    }

    private static byte[] wav(int format, int channels, int rate, int bytesPerFrame, int bits) {
        ByteBuffer wav = ByteBuffer.allocate(48 + BYTES).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF....WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(40);
        wav.putShort((short) format).putShort((short) channels).putInt(rate).putInt(rate * bytesPerFrame);
        wav.putShort((short) bytesPerFrame).putShort((short) bits);
        // In its long form, the format itself comes here.
        wav.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) 1);
        return wav.array();
    }

    private static long tokens(byte[] recording) {
        return AudioBound.of(JsonNodeFactory.instance
                .objectNode()
                .put("data", Base64.getEncoder().encodeToString(recording)));
    }
}
