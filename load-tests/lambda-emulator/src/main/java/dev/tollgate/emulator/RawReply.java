package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;

/**
 * A response without a prelude at a streaming function URL. The client receives the bytes unchanged, even those of a
 * buffered response in its JSON document.
 */
record RawReply(HttpExchange http) implements FunctionReply {

    @Override
    public int forward(InputStream posted, Runnable firstByte) throws IOException {
        http.getResponseHeaders().set("content-type", "application/octet-stream");
        http.sendResponseHeaders(200, 0);
        return new StreamedBody(http.getResponseBody()).forward(posted, firstByte);
    }
}
