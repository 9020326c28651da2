package dev.tollgate.lambda;

import dev.tollgate.lambda.EventRequest.Header;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.netty.runtime.virtual.VirtualClientConnection;
import io.quarkus.netty.runtime.virtual.VirtualResponseHandler;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes the response on the event loop, where nothing may block, and keeps it for the worker's thread. */
final class VirtualResponse implements VirtualResponseHandler, Door.Response {
    private final LinkedBlockingQueue<Part> parts = new LinkedBlockingQueue<>();
    private volatile VirtualClientConnection<?> connection;

    void of(VirtualClientConnection<?> established) {
        connection = established;
    }

    @Override
    public void handleMessage(Object message) {
        try {
            if (message instanceof HttpResponse head && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
                parts.add(new Part.Head(
                        head.status().code(),
                        head.headers().entries().stream()
                                .map(header -> new Header(header.getKey(), header.getValue()))
                                .toList()));
            }
            if (message instanceof HttpContent content && content.content().isReadable()) {
                parts.add(new Part.Bytes(ByteBufUtil.getBytes(content.content())));
            }
            if (message instanceof LastHttpContent) {
                parts.add(new Part.End());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public Part next(Duration patience) throws InterruptedException {
        Part part = parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return part == null ? new Part.Silence() : part;
    }

    @Override
    public boolean waiting() {
        return parts.isEmpty();
    }

    /** Called by both sides; behind the end of a response it means nothing. */
    @Override
    public void close() {
        parts.add(new Part.Broken());
        VirtualClientConnection<?> open = connection;
        if (open != null && open.isConnected()) {
            open.close();
        }
    }
}
