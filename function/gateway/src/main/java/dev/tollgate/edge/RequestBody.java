package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.JsonFootprint;
import dev.tollgate.process.MemoryLease;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, to be read once, as far as there is memory for it.
 *
 * @param contentType the header's value
 * @param sent the bytes as the client sent them
 * @param length how many they are; 0 if the client does not say so
 * @param memory takes what the request holds
 * @param onRead gets the decoded bytes
 */
public record RequestBody(
        @Nullable String contentType,
        ContentCoding coding,
        InputStream sent,
        long length,
        MemoryLease memory,
        Consumer<byte[]> onRead) {
    /** A body that is too large is still read this far, so that the client sees the error and no broken pipe. */
    private static final long MAX_DRAINED_BYTES = 64L * 1024 * 1024;

    private static final int PIECE_BYTES = 64 * 1024;

    /**
     * The decoded bytes. A body that inflates to more than the bound is never inflated beyond it.
     *
     * @param maxBytes bounds what is decoded
     * @throws GatewayException {@code REQUEST_TOO_LARGE}, {@code INVALID_VALUE} if it is not what its coding says,
     *     {@code OVERLOADED}, or {@code CLIENT_GONE}
     */
    public byte[] read(int maxBytes) {
        try {
            return readOrDrain(maxBytes);
        } catch (IOException broken) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "The request's body did not arrive.", broken);
        }
    }

    private byte[] readOrDrain(int maxBytes) throws IOException {
        try {
            byte[] bytes = decoded(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new GatewayException(
                        ErrorKind.REQUEST_TOO_LARGE, "The request is larger than " + maxBytes + " bytes.");
            }
            onRead.accept(bytes);
            return bytes;
        } catch (GatewayException refused) {
            drain();
            throw refused;
        }
    }

    private byte[] decoded(int atMost) throws IOException {
        try (InputStream decoded = coding.decoded(new StaysOpen(sent))) {
            return read(decoded, atMost);
        } catch (ZipException | EOFException malformed) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    ContentCoding.HEADER,
                    "The body is not the " + coding.name().toLowerCase(Locale.ROOT)
                            + " data that the header Content-Encoding says it is.",
                    malformed);
        }
    }

    /** A request gets all its memory at once if possible: of many that each had a part, none could go on. */
    private byte[] read(InputStream decoded, int atMost) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        long admitted = JsonFootprint.ofReading(Math.min(length, atMost));
        memory.admit(admitted);
        byte[] piece = decoded.readNBytes(Math.min(PIECE_BYTES, atMost));
        while (piece.length > 0) {
            all.writeBytes(piece);
            long needed = JsonFootprint.ofReading(all.size());
            if (needed > admitted) {
                memory.admit(needed - admitted);
                admitted = needed;
            }
            piece = decoded.readNBytes(Math.min(PIECE_BYTES, atMost - all.size()));
        }
        return all.toByteArray();
    }

    private void drain() throws IOException {
        byte[] scratch = new byte[64 * 1024];
        long drained = 0;
        int read = sent.read(scratch);
        while (read >= 0 && drained < MAX_DRAINED_BYTES) {
            drained += read;
            read = sent.read(scratch);
        }
    }

    /** What is left of the body is still wanted when the decoder is closed. */
    private static final class StaysOpen extends FilterInputStream {
        private StaysOpen(InputStream sent) {
            super(sent);
        }

        @Override
        public void close() {}
    }
}
