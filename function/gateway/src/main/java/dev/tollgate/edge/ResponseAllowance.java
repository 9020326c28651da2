package dev.tollgate.edge;

import dev.tollgate.openai.EmbeddingFormat;
import dev.tollgate.openai.EmbeddingRequest;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;

/**
 * What the endpoint can still carry of one response. A buffered endpoint takes the response as a string in a JSON document of limited
 * size, so that each quotation mark counts twice.
 */
public final class ResponseAllowance {
    /** For the status and the headers of the response. */
    private static final long HEAD_BYTES = 16 * 1024;

    /** Even with few digits, such as {@code -0.0123,}. */
    private static final long LEAST_BYTES_OF_NUMBER = 8;

    private static final int ESCAPED_CONTROL = 6;

    private final long maxBytes;
    private long used;

    /**
     * A new response.
     *
     * @param maxBytes of the whole document; {@link Long#MAX_VALUE} if nothing limits it
     */
    ResponseAllowance(long maxBytes) {
        this.maxBytes = maxBytes == Long.MAX_VALUE ? maxBytes : maxBytes - HEAD_BYTES;
    }

    /** Counts bytes that are about to be sent. Returns false if they are too many, and must not be sent. */
    boolean take(byte[] bytes) {
        if (maxBytes == Long.MAX_VALUE) {
            return true;
        }
        used += lengthInJson(bytes);
        return used <= maxBytes;
    }

    /** The same for bytes that are no text: such an endpoint sends them in Base64. */
    boolean takeBinary(byte[] bytes) {
        used += maxBytes == Long.MAX_VALUE ? 0 : Math.ceilDiv(bytes.length, 3) * 4L;
        return used <= maxBytes;
    }

    /**
     * Refuses a request whose response cannot fit, before it costs anything. How many numbers a vector has is known only if the
     * request says it. How long the answer of a chat will be is never known.
     *
     * @throws GatewayException {@code INVALID_VALUE}
     */
    void requireRoomFor(EmbeddingRequest request) {
        Integer dimensions = request.dimensions();
        if (dimensions == null) {
            return;
        }
        long numbers = Math.multiplyExact((long) request.input().size(), (long) dimensions);
        long least = request.format() == EmbeddingFormat.BASE64
                ? Math.ceilDiv(numbers * Float.BYTES, 3) * 4
                : numbers * LEAST_BYTES_OF_NUMBER;
        if (least > maxBytes) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    "input",
                    "Invalid value for 'input': the response would be larger than the " + maxBytes
                            + " bytes that this endpoint can carry. Send fewer inputs, or ask for base64.");
        }
    }

    /** The failure of a response that turned out to be too large. Another try would cost as much and fail as well. */
    public static GatewayException tooLarge() {
        return new GatewayException(
                        ErrorKind.RESPONSE_TOO_LARGE,
                        "The response is larger than this endpoint can carry. Request less at a time, or use an endpoint that"
                                + " streams.")
                .withoutRetry();
    }

    private static long lengthInJson(byte[] bytes) {
        long length = bytes.length;
        for (byte one : bytes) {
            if (one == '"' || one == '\\' || one == '\n' || one == '\r' || one == '\t') {
                length++;
            } else if (one >= 0 && one < ' ') {
                length += ESCAPED_CONTROL - 1;
            }
        }
        return length;
    }
}
