package dev.tollgate.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes that the client gets as they come, as many and as fast as Lambda lets them. */
final class StreamedBody {
    private final ResponseQuota responseQuota = ResponseQuota.of(true);
    private OutputStream client;

    StreamedBody(OutputStream client) {
        this.client = client;
    }

    /** As {@link FunctionReply#pass}. */
    int pass(InputStream posted, Runnable firstByte) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        boolean first = true;
        for (int read = posted.read(buffer); read >= 0; read = posted.read(buffer)) {
            if (!responseQuota.pass(read)) {
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

    /** Once the client is gone, the bytes go nowhere; the function is not told. */
    private void send(byte[] bytes, int length) {
        try {
            client.write(bytes, 0, length);
            client.flush();
        } catch (IOException gone) {
            client = OutputStream.nullOutputStream();
        }
    }
}
