package dev.tollgate.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The body of a streamed response, within Lambda's limits on its size and speed. */
final class StreamedBody {
    private final ResponseQuota quota = ResponseQuota.of(true);
    private OutputStream client;

    StreamedBody(OutputStream client) {
        this.client = client;
    }

    /** Forwards the bytes, as {@link FunctionReply#forward} specifies. */
    int forward(InputStream posted, Runnable firstByte) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        boolean first = true;
        for (int read = posted.read(buffer); read >= 0; read = posted.read(buffer)) {
            if (!quota.consume(read)) {
                return FunctionReply.TOO_LARGE;
            }
            send(buffer, read);
            if (first) {
                firstByte.run();
                first = false;
            }
        }
        return FunctionReply.ACCEPTED;
    }

    /** After the client has disconnected, this discards the bytes. The function does not notice. */
    private void send(byte[] bytes, int length) {
        try {
            client.write(bytes, 0, length);
            client.flush();
        } catch (IOException gone) {
            client = OutputStream.nullOutputStream();
        }
    }
}
