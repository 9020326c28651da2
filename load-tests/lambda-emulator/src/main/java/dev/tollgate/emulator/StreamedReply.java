package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.emulator.EmulatorOptions.EndpointType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A streamed response: a JSON prelude, eight NUL bytes, and the body. */
final class StreamedReply implements FunctionReply {
    /** The content type of a streamed response. */
    static final String TYPE = "application/vnd.awslambda.http-integration-response";

    private static final int MAX_PRELUDE = 16 * 1024;
    private static final int NULS = 8;

    private final HttpExchange http;
    private final EndpointType endpoint;

    StreamedReply(HttpExchange http, EndpointType endpoint) {
        this.http = http;
        this.endpoint = endpoint;
    }

    /** Lambda also accepts a response without a prelude, but the endpoint then answers with an error. */
    @Override
    public int forward(InputStream posted, Runnable firstByte) throws IOException {
        ResponsePrelude prelude = ResponsePrelude.read(head(posted));
        if (!prelude.valid()) {
            System.err.println("the response has no prelude: does the function have another response mode?");
            EndpointError.BAD_RESPONSE.send(http, endpoint);
            posted.transferTo(OutputStream.nullOutputStream());
            return ACCEPTED;
        }
        prelude.addTo(http, endpoint);
        http.sendResponseHeaders(prelude.status(), 0);
        return new StreamedBody(http.getResponseBody()).forward(posted, firstByte);
    }

    /** Returns all bytes before the eight NUL bytes, or nothing if these are not within the first 16 KB. */
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
