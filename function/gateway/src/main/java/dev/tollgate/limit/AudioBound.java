package dev.tollgate.limit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.openai.MediaRequest;
import dev.tollgate.parse.FormPart;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** The most tokens that a recording can have, from its format and size. */
final class AudioBound {
    /** Gemini counts 32 (https://ai.google.dev/gemini-api/docs/audio), OpenAI 10. */
    private static final long TOKENS_PER_SECOND = 32;

    /** MP3 has at least 8 kbit/s. What else a provider reads may be a little smaller, and pauses may need hardly a byte. */
    private static final long LEAST_BYTES_PER_SECOND = 500;

    /** Speech at 16 kbit/s, which is less than recorders use. */
    private static final long USUAL_BYTES_PER_SECOND = 2_000;

    /** Up to the end of {@code fmt}, the first chunk of a WAV file (http://soundfile.sapp.org/doc/WaveFormat/), in its long form. */
    private static final int WAV_HEAD = 48;

    private static final int BASE64_WAV_HEAD = WAV_HEAD / 3 * 4;
    private static final int FORMAT = 20;
    private static final int CHANNELS = 22;
    private static final int SAMPLE_RATE = 24;
    private static final int BYTES_PER_FRAME = 32;
    private static final int BITS_PER_SAMPLE = 34;
    /** The format of the long form, which only says that the real one comes later. */
    private static final int EXTENSIBLE = 0xfffe;

    private static final int REAL_FORMAT = 44;
    /** Whole numbers, floating-point numbers, A-law and µ-law: formats that are not compressed further. */
    private static final Set<Integer> UNCOMPRESSED = Set.of(1, 3, 6, 7);

    private static final int MAX_SAMPLE_RATE = 384_000;

    private AudioBound() {}

    /**
     * The tokens of an {@code input_audio} object
     * (https://platform.openai.com/docs/api-reference/chat/create): {@code data} in Base64, and {@code format}.
     */
    static long of(JsonNode audio) {
        String data = audio.path("data").asText();
        long bytes = data.length() * 3L / 4;
        byte[] head = head(data.substring(0, Math.min(data.length(), BASE64_WAV_HEAD)));
        return Math.ceilDiv(bytes * TOKENS_PER_SECOND, bytesPerSecond(head, LEAST_BYTES_PER_SECOND));
    }

    /** The most seconds that the recording of a request can last. */
    static long seconds(MediaRequest request) {
        return seconds(request, LEAST_BYTES_PER_SECOND);
    }

    /** The seconds that it lasts if it is not compressed more than usual. */
    static long likelySeconds(MediaRequest request) {
        return seconds(request, USUAL_BYTES_PER_SECOND);
    }

    /** The most tokens of so many seconds. */
    static long tokens(long seconds) {
        return seconds * TOKENS_PER_SECOND;
    }

    private static long seconds(MediaRequest request, long compressed) {
        return request.files().stream()
                .map(FormPart::content)
                .mapToLong(file -> Math.ceilDiv(file.length, bytesPerSecond(file, compressed)))
                .sum();
    }

    /**
     * WAV says how fast it is played, however a caller names the format. What is compressed inside it may last much longer.
     *
     * @param compressed what other formats need at least
     */
    private static long bytesPerSecond(byte[] recording, long compressed) {
        if (recording.length < WAV_HEAD
                || !text(recording, 0).equals("RIFF")
                || !text(recording, 12).equals("fmt ")) {
            return compressed;
        }
        ByteBuffer head = ByteBuffer.wrap(recording).order(ByteOrder.LITTLE_ENDIAN);
        int format = unsigned(head, FORMAT);
        long rate = Integer.toUnsignedLong(head.getInt(SAMPLE_RATE));
        int bytesPerFrame = unsigned(head, BYTES_PER_FRAME);
        boolean uncompressed = UNCOMPRESSED.contains(format == EXTENSIBLE ? unsigned(head, REAL_FORMAT) : format)
                && bytesPerFrame == unsigned(head, CHANNELS) * Math.ceilDiv(unsigned(head, BITS_PER_SAMPLE), Byte.SIZE);
        return uncompressed && rate <= MAX_SAMPLE_RATE ? Math.max(1, rate * bytesPerFrame) : compressed;
    }

    private static int unsigned(ByteBuffer head, int place) {
        return Short.toUnsignedInt(head.getShort(place));
    }

    private static String text(byte[] recording, int place) {
        return new String(recording, place, 4, StandardCharsets.US_ASCII);
    }

    private static byte[] head(String base64) {
        try {
            return Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
