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
final class VirtualResponse implements VirtualResponseHandler, GatewayHttp.Response {
    private final LinkedBlockingQueue<ResponsePart> parts = new LinkedBlockingQueue<>();
    private volatile VirtualClientConnection<?> connection;

    void of(VirtualClientConnection<?> established) {
        connection = established;
    }

    @Override
    public void handleMessage(Object message) {
        try {
            if (message instanceof HttpResponse head && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
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
                parts.add(new ResponsePart.End());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public ResponsePart next(Duration patience) throws InterruptedException {
        ResponsePart part = parts.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        return part == null ? new ResponsePart.Silence() : part;
    }

    @Override
    public boolean waiting() {
        return parts.isEmpty();
    }

    /** Called by both sides; behind the end of a response it means nothing. */
    @Override
    public void close() {
        parts.add(new ResponsePart.Broken());
        VirtualClientConnection<?> open = connection;
        if (open != null && open.isConnected()) {
            open.close();
        }
    }
}
