package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The most tokens that a recording can have, from its format and size. */
final class AudioBound {
    /** Gemini counts 32 (https://ai.google.dev/gemini-api/docs/audio), OpenAI 10. */
    private static final long TOKENS_PER_SECOND = 32;

    /** MP3 has at least 8 kbit/s. What else a provider reads may be a little smaller, and pauses may need hardly a byte. */
    private static final long LEAST_BYTES_PER_SECOND = 500;

    /** Up to the end of {@code fmt}, the first chunk of a WAV file (http://soundfile.sapp.org/doc/WaveFormat/). */
    private static final int WAV_HEAD = 36;

    private static final int BASE64_WAV_HEAD = WAV_HEAD / 3 * 4;
    private static final int SAMPLE_RATE = 24;
    private static final int BYTES_PER_FRAME = 32;

    private AudioBound() {}

    /**
     * The tokens of an {@code input_audio} object
     * (https://platform.openai.com/docs/api-reference/chat/create): {@code data} in Base64, and {@code format}.
     */
    static long of(JsonNode audio) {
        String data = audio.path("data").asText();
        long bytes = data.length() * 3L / 4;
        return Math.ceilDiv(bytes * TOKENS_PER_SECOND, bytesPerSecond(data));
    }

    /** WAV says how fast it is played, however a caller names the format. */
    private static long bytesPerSecond(String data) {
        if (!data.startsWith("UklGR") || data.length() < BASE64_WAV_HEAD) {
            return LEAST_BYTES_PER_SECOND;
        }
        ByteBuffer head = wavHead(data.substring(0, BASE64_WAV_HEAD));
        if (head.remaining() < WAV_HEAD) {
            return LEAST_BYTES_PER_SECOND;
        }
        long frames = Integer.toUnsignedLong(head.getInt(SAMPLE_RATE));
        return Math.max(1, frames * Short.toUnsignedLong(head.getShort(BYTES_PER_FRAME)));
    }

    private static ByteBuffer wavHead(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IllegalArgumentException notBase64) {
            return ByteBuffer.allocate(0);
        }
    }
}
