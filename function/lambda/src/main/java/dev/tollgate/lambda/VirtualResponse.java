package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.Header;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Queues the response from the event loop, which must not block, for the worker's thread. */
final class VirtualResponse implements GatewayHttp.Response {
    private final LinkedBlockingQueue<ResponsePart> parts = new LinkedBlockingQueue<>();
    private final VirtualConnections connections;
    private final VirtualConnection connection;
    private volatile boolean successful;
    private volatile boolean complete;
    private boolean closed;

    /** The response on this connection, which is kept for the next one if the server has no reason to close it. */
    VirtualResponse(VirtualConnections connections, VirtualConnection connection) {
        this.connections = connections;
        this.connection = connection;
    }

    /** Takes the next message from the event loop. */
    void receive(Object message) {
        try {
            if (message instanceof HttpResponse head && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                successful = head.status().codeClass() == HttpStatusClass.SUCCESS;
                parts.add(new ResponsePart.Head(
                        head.status().code(),
                        head.headers().entries().stream()
                                .map(header -> new Header(header.getKey(), header.getValue()))
                                .toList()));
            }
            if (message instanceof HttpContent content && content.content().isReadable()) {
                parts.add(new ResponsePart.Bytes(ByteBufUtil.getBytes(content.content())));
            }
            if (message instanceof LastHttpContent) {
                complete = true;
                parts.add(new ResponsePart.End());
            }
        } catch (Error noMemory) {
            // Without this part, the end that follows would look like that of a whole response.
            broken();
            throw noMemory;
        }
    }

    /** Nothing more arrives. After the end of the response it has no effect. */
    void broken() {
        parts.add(new ResponsePart.Broken());
    }

    @Override
    public ResponsePart next(Duration timeout) throws InterruptedException {
        ResponsePart part = parts.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        return part == null ? new ResponsePart.TimedOut() : part;
    }

    @Override
    public boolean waiting() {
        return parts.isEmpty();
    }

    /** A refused request may not have been read to its end, and its connection would be closed. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (complete && successful) {
            connections.keep(connection);
        } else {
            broken();
            connection.disconnect();
        }
    }
}
