package dev.tollgate.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;

/**
 * What is posted to a streaming function URL as anything else than a response with a prelude: the client gets the bytes as
 * they are, also where they are a buffered response's wrapper.
 */
record RawReply(HttpExchange http) implements FunctionReply {

    @Override
    public int pass(InputStream posted, Runnable firstByte) throws IOException {
        http.getResponseHeaders().set("content-type", "application/octet-stream");
        http.sendResponseHeaders(200, 0);
        return new StreamedBody(http.getResponseBody()).pass(posted, firstByte);
    }
}
