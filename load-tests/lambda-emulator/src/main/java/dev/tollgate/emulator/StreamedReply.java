package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A JSON prelude, eight NULs, and the body as it comes. */
final class StreamedReply implements FunctionReply {
    /** What such a response is posted as. */
    static final String TYPE = "application/vnd.awslambda.http-integration-response";

    private static final int MAX_PRELUDE = 16 * 1024;
    private static final int NULS = 8;

    private final HttpExchange http;

    StreamedReply(HttpExchange http) {
        this.http = http;
    }

    /** Lambda takes what has no prelude, too; it is the door that can make nothing of it. */
    @Override
    public int pass(InputStream posted, Runnable firstByte) throws IOException {
        ResponsePrelude prelude = ResponsePrelude.read(head(posted));
        if (!prelude.proper()) {
            System.err.println("the response has no prelude: is the function's response mode another?");
            HttpFrontEnd.refuse(http, 502, "Internal server error");
            posted.transferTo(OutputStream.nullOutputStream());
            return ACCEPTED;
        }
        prelude.addTo(http);
        http.sendResponseHeaders(prelude.status(), 0);
        return new StreamedBody(http.getResponseBody()).pass(posted, firstByte);
    }

    /** All before the eight NULs; nothing where they are not within the first 16 KB. */
    private static byte[] head(InputStream posted) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int nuls = 0;
        while (nuls < NULS) {
            int next = posted.read();
            if (next < 0 || head.size() > MAX_PRELUDE) {
                return new byte[0];
            }
            nuls = next == 0 ? nuls + 1 : 0;
            if (next != 0) {
                head.write(next);
            }
        }
        return head.toByteArray();
    }
}
