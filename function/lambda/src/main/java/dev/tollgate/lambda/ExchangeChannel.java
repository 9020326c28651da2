package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.netty.channel.PreferHeapByteBufAllocator;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.function.Consumer;

/** A connection of the HTTP server that has no socket: what the server writes goes to a receiver, as the messages that they are. */
final class ExchangeChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final ResponseReceiver receiver;
    private final boolean hasBody;
    private final Consumer<Throwable> failures;
    private volatile boolean open = true;

    /**
     * The channel of one request.
     *
     * @param hasBody false for HEAD, whose response ends with its head
     * @param failures takes what the receiver throws, other than an {@code IOException}
     */
    ExchangeChannel(ResponseReceiver receiver, boolean hasBody, Consumer<Throwable> failures) {
        super(null);
        this.receiver = receiver;
        this.hasBody = hasBody;
        this.failures = failures;
        config.setAllocator(new PreferHeapByteBufAllocator(config.getAllocator()));
    }

    /** If the receiver fails, in whatever way, the channel closes: the client has disconnected. */
    @Override
    protected void doWrite(ChannelOutboundBuffer messages) throws IOException {
        try {
            for (Object message = messages.current(); message != null; message = messages.current()) {
                receive(message);
                messages.remove();
            }
            receiver.flush();
        } catch (RuntimeException | Error failed) {
            // Netty closes a channel only after an IOException. After others, the server would go on for nobody.
            failures.accept(failed);
            throw new IOException("the response could not be passed on", failed);
        }
    }

    private void receive(Object message) throws IOException {
        HttpResponse head = message instanceof HttpResponse response ? response : null;
        if (head != null && head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return;
        }
        if (head != null) {
            receiver.begin(new ResponseHead(
                    head.status().code(),
                    head.headers().entries().stream()
                            .map(header -> new EventRequest.Header(header.getKey(), header.getValue()))
                            .toList()));
        }
        if (hasBody
                && message instanceof HttpContent content
                && content.content().isReadable()) {
            receiver.write(ByteBufUtil.getBytes(content.content()));
        }
        if (message instanceof LastHttpContent) {
            receiver.end();
        }
    }

    @Override
    protected void doClose() {
        open = false;
        receiver.fail(GatewayException.bug(null));
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    /** All messages of the request are there when the server reads the first one. */
    @Override
    protected void doBeginRead() {}

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("a channel without a socket");
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException("a channel without a socket"));
            }
        };
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof CallerRunsEventLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return VertxHttpRecorder.VIRTUAL_HTTP;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return VertxHttpRecorder.VIRTUAL_HTTP;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }
}
