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
import org.jspecify.annotations.Nullable;

/** Queues the response from the event loop, which must not block, for the worker's thread. */
final class VirtualResponse implements VirtualResponseHandler, GatewayHttp.Response {
    private final LinkedBlockingQueue<ResponsePart> parts = new LinkedBlockingQueue<>();
    private volatile @Nullable VirtualClientConnection<?> connection;

    void connect(VirtualClientConnection<?> established) {
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
        } catch (Error noMemory) {
            // Without this part, the end that follows would look like that of a whole response.
            parts.add(new ResponsePart.Broken());
            throw noMemory;
        } finally {
            ReferenceCountUtil.release(message);
        }
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

    /** Both sides call this. After the end of the response it has no effect. */
    @Override
    public void close() {
        parts.add(new ResponsePart.Broken());
        VirtualClientConnection<?> established = connection;
        if (established != null && established.isConnected()) {
            established.close();
        }
    }
}
