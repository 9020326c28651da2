package dev.tollgate.edge;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, to be read once.
 *
 * @param contentType the header's value
 * @param sent the bytes as the client sent them
 * @param onRead gets the decoded bytes
 */
record RequestBody(@Nullable String contentType, ContentCoding coding, InputStream sent, Consumer<byte[]> onRead) {
    /** A body that is too large is still read this far, so that the client sees the error and no broken pipe. */
    private static final long MAX_DRAINED_BYTES = 64L * 1024 * 1024;

    /**
     * The decoded bytes. A body that inflates to more than the bound is never inflated beyond it.
     *
     * @param maxBytes bounds what is decoded
     * @throws GatewayException {@code REQUEST_TOO_LARGE}, {@code INVALID_VALUE} if it is not what its coding says, or
     *     {@code CLIENT_GONE}
     */
    byte[] read(int maxBytes) {
        try {
            byte[] bytes = decoded(maxBytes + 1);
            if (bytes.length <= maxBytes) {
                onRead.accept(bytes);
                return bytes;
            }
            drain();
        } catch (IOException broken) {
            throw new GatewayException(ErrorKind.CLIENT_GONE, "The request's body did not arrive.", broken);
        }
        throw new GatewayException(ErrorKind.REQUEST_TOO_LARGE, "The request is larger than " + maxBytes + " bytes.");
    }

    private byte[] decoded(int atMost) throws IOException {
        try (InputStream decoded = coding.decoded(new StaysOpen(sent))) {
            return decoded.readNBytes(atMost);
        } catch (ZipException | EOFException malformed) {
            throw GatewayException.of(
                    ErrorKind.INVALID_VALUE,
                    ContentCoding.HEADER,
                    "The body is not the " + coding.name().toLowerCase(Locale.ROOT)
                            + " data that the header Content-Encoding says it is.",
                    malformed);
        }
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
