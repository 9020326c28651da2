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

/** A connection of the HTTP server that has no socket: what the server writes goes to a receiver, as the messages that they are. */
final class ExchangeChannel extends AbstractChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    private final ChannelConfig config = new DefaultChannelConfig(this);
    private final ResponseReceiver receiver;
    private volatile boolean open = true;

    ExchangeChannel(ResponseReceiver receiver) {
        super(null);
        this.receiver = receiver;
        config.setAllocator(new PreferHeapByteBufAllocator(config.getAllocator()));
    }

    /** If the receiver fails, the channel closes: the client has disconnected. */
    @Override
    protected void doWrite(ChannelOutboundBuffer messages) throws IOException {
        for (Object message = messages.current(); message != null; message = messages.current()) {
            receive(message);
            messages.remove();
        }
        receiver.flush();
    }

    private void receive(Object message) throws IOException {
        if (message instanceof HttpResponse head && head.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
            receiver.begin(new ResponseHead(
                    head.status().code(),
                    head.headers().entries().stream()
                            .map(header -> new EventRequest.Header(header.getKey(), header.getValue()))
                            .toList()));
        }
        if (message instanceof HttpContent content && content.content().isReadable()) {
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
