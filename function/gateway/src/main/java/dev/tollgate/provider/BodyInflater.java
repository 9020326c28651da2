package dev.tollgate.provider;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes a compressed body as it comes (https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1), a bounded piece at a time: a few
 * bytes can inflate to any number. It serves one body on one thread.
 */
final class BodyInflater implements AutoCloseable {
    private static final int MAX_PIECE = 64 * 1024;
    private static final byte[] NOTHING = {};

    private final boolean gzip;
    private final Inflater raw = new Inflater(true);
    private final Inflater zlib = new Inflater(false);
    private final CRC32 checksum = new CRC32();
    private Inflater inflater = raw;
    private Step step = Step.HEADER;
    private byte[] input = NOTHING;
    private boolean decoded;

    /** Where in the body the next byte of the input is. */
    private enum Step {
        HEADER,
        DATA,
        TRAILER,
        END,
        /** The body is not compressed, whatever its header says: a proxy has decoded it and left the header. */
        PLAIN
    }

    private BodyInflater(boolean gzip) {
        this.gzip = gzip;
    }

    static BodyInflater gzip() {
        return new BodyInflater(true);
    }

    /** The zlib format, which {@code deflate} means, or bare DEFLATE data, which some servers send under this name. */
    static BodyInflater deflate() {
        return new BodyInflater(false);
    }

    /** Takes the next bytes of the body. */
    void feed(byte[] bytes) {
        int unread = input.length;
        input = Arrays.copyOf(input, unread + bytes.length);
        System.arraycopy(bytes, 0, input, unread, bytes.length);
    }

    /**
     * The next decoded bytes; none where more of the body is needed.
     *
     * @throws GatewayException {@code UPSTREAM_FAILED} where the body is damaged
     */
    byte[] next() {
        byte[] piece = NOTHING;
        boolean progress = true;
        while (piece.length == 0 && progress) {
            progress = switch (step) {
                case HEADER -> readHeader();
                case TRAILER -> readTrailer();
                case DATA -> {
                    piece = inflate();
                    yield step == Step.TRAILER || step == Step.END;
                }
                case PLAIN -> {
                    piece = take(input.length);
                    yield false;
                }
                case END -> false;
            };
        }
        return piece;
    }

    /** Whether the body may end here. */
    boolean complete() {
        return switch (step) {
            case HEADER -> input.length == 0;
            case END, PLAIN -> true;
            case DATA, TRAILER -> false;
        };
    }

    private boolean readHeader() {
        if (input.length < 2) {
            return false;
        }
        if (!gzip) {
            inflater = isZlib() ? zlib : raw;
            step = Step.DATA;
            return true;
        }
        if ((input[0] & 0xff) != 0x1f || (input[1] & 0xff) != 0x8b) {
            // What follows a complete member is padding.
            step = decoded ? Step.END : Step.PLAIN;
            return true;
        }
        int length = GzipHeader.length(input);
        if (length < 0) {
            return false;
        }
        take(length);
        step = Step.DATA;
        return true;
    }

    /** The format's own check of its first two bytes (https://www.rfc-editor.org/rfc/rfc1950#section-2.2). */
    private boolean isZlib() {
        return (input[0] & 0x0f) == 8 && (((input[0] & 0xff) << 8) | (input[1] & 0xff)) % 31 == 0;
    }

    private byte[] inflate() {
        byte[] piece = new byte[MAX_PIECE];
        inflater.setInput(input);
        int length;
        try {
            length = inflater.inflate(piece);
        } catch (DataFormatException damaged) {
            throw new GatewayException(
                    ErrorKind.UPSTREAM_FAILED, "The provider sent a damaged compressed reply.", damaged);
        }
        input = Arrays.copyOfRange(input, input.length - inflater.getRemaining(), input.length);
        checksum.update(piece, 0, length);
        if (inflater.finished()) {
            step = gzip ? Step.TRAILER : Step.END;
        }
        return Arrays.copyOf(piece, length);
    }

    /** A checksum and a length, after which another member may begin. */
    private boolean readTrailer() {
        if (input.length < 8) {
            return false;
        }
        byte[] trailer = take(8);
        long expected = 0;
        for (int i = 3; i >= 0; i--) {
            expected = (expected << 8) | (trailer[i] & 0xff);
        }
        if (expected != checksum.getValue()) {
            throw new GatewayException(ErrorKind.UPSTREAM_FAILED, "The provider sent a damaged compressed reply.");
        }
        decoded = true;
        checksum.reset();
        inflater.reset();
        step = Step.HEADER;
        return true;
    }

    private byte[] take(int length) {
        byte[] taken = Arrays.copyOf(input, length);
        input = Arrays.copyOfRange(input, length, input.length);
        return taken;
    }

    @Override
    public void close() {
        raw.end();
        zlib.end();
    }
}
