package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A JSON prelude, eight NULs, and the body as it comes. */
final class StreamedReply implements Reply {
    private static final int MAX_PRELUDE = 16 * 1024;
    private static final int NULS = 8;

    private final HttpExchange http;
    private final Allowance allowance = Allowance.of(true);

    StreamedReply(HttpExchange http) {
        this.http = http;
    }

    @Override
    public int pass(InputStream posted, Runnable firstByte) throws IOException {
        byte[] head = head(posted);
        Prelude prelude = Prelude.read(head);
        if (!prelude.proper()) {
            throw new IOException("the response has no prelude: is the function's response mode another?");
        }
        prelude.addTo(http);
        http.sendResponseHeaders(prelude.status(), 0);
        return body(posted, firstByte);
    }

    private static byte[] head(InputStream posted) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int nuls = 0;
        while (nuls < NULS) {
            int next = posted.read();
            if (next < 0 || head.size() > MAX_PRELUDE) {
                throw new IOException("the response has no prelude within its first 16 KB");
            }
            nuls = next == 0 ? nuls + 1 : 0;
            if (next != 0) {
                head.write(next);
            }
        }
        return head.toByteArray();
    }

    private int body(InputStream posted, Runnable firstByte) throws IOException {
        OutputStream client = http.getResponseBody();
        byte[] buffer = new byte[64 * 1024];
        boolean first = true;
        for (int read = posted.read(buffer); read >= 0; read = posted.read(buffer)) {
            if (!allowance.pass(read)) {
                return TOO_LARGE;
            }
            client = send(client, buffer, read);
            if (first) {
                firstByte.run();
                first = false;
            }
        }
        return ACCEPTED;
    }

    /** Where the bytes go from now on: nowhere, once the client is gone. */
    private static OutputStream send(OutputStream client, byte[] bytes, int length) {
        try {
            client.write(bytes, 0, length);
            client.flush();
            return client;
        } catch (IOException gone) {
            return OutputStream.nullOutputStream();
        }
    }
}
