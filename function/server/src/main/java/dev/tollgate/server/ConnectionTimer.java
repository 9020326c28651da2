package dev.tollgate.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection on which no request begins for too long. While a request is in progress, it does not count the time: a model
 * may compute for minutes.
 *
 * <p>All state belongs to the connection's event loop.
 */
final class ConnectionTimer extends ChannelInboundHandlerAdapter {
    private static final AttributeKey<ConnectionTimer> KEY = AttributeKey.valueOf(ConnectionTimer.class, "of");

    private final Duration headTimeout;
    private final Duration idleTimeout;
    private @Nullable Channel connection;
    private @Nullable ScheduledFuture<?> closing;
    private int requests;
    private long requestsSoFar;
    private long bodiesSoFar;
    private boolean headStarted;
    private boolean http2;

    ConnectionTimer(Duration headTimeout, Duration idleTimeout) {
        this.headTimeout = headTimeout;
        this.idleTimeout = idleTimeout;
    }

    /** The timer of this connection, which {@link ConnectionGuard} has given to it. */
    static ConnectionTimer of(Channel connection) {
        return connection.attr(KEY).get();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection = context.channel();
        connection.attr(KEY).set(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        closeAfter(headTimeout);
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }

    /** Bytes that begin no request are a part of a head. In HTTP/2 they may as well be frames of the connection. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        long before = requestsSoFar;
        context.fireChannelRead(bytes);
        if (requests == 0 && requestsSoFar == before && !headStarted && !http2) {
            headStarted = true;
            closeAfter(headTimeout);
        }
    }

    /**
     * A head is complete.
     *
     * @return how many requests are in progress now
     */
    int requestBegins(boolean overHttp2) {
        if (requestsSoFar == 0 && !overHttp2) {
            countBodies();
        }
        http2 = overHttp2;
        headStarted = false;
        requestsSoFar++;
        cancel();
        return ++requests;
    }

    /** How many requests the connection has had. Over HTTP/1.1, this is the number of the one that has started. */
    long requestsSoFar() {
        return requestsSoFar;
    }

    /** Whether the whole body of the HTTP/1.1 request with this number has arrived, whether or not anybody has read it. */
    boolean bodyArrived(long request) {
        return bodiesSoFar >= request;
    }

    /** Vert.x calls a body unfinished that nobody reads on, so this looks at what the decoder has found. */
    private void countBodies() {
        ChannelHandlerContext decoder =
                connection == null ? null : connection.pipeline().context(HttpRequestDecoder.class);
        if (decoder != null) {
            decoder.pipeline().addAfter(decoder.name(), null, new BodyCounter());
        }
    }

    /** Counts the ends of bodies, also of empty ones. */
    private final class BodyCounter extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object decoded) {
            if (decoded instanceof LastHttpContent) {
                bodiesSoFar++;
            }
            context.fireChannelRead(decoded);
        }
    }

    /** A response is complete, or given up; from any thread. */
    void requestEnds() {
        if (connection != null) {
            connection.eventLoop().execute(this::ended);
        }
    }

    private void ended() {
        requests--;
        if (requests == 0) {
            closeAfter(idleTimeout);
        }
    }

    private void closeAfter(Duration time) {
        cancel();
        if (connection != null && connection.isOpen()) {
            closing = connection.eventLoop().schedule(this::close, time.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Through the whole pipeline, so that an HTTP/2 client gets a GOAWAY. Nobody waits for the end of it. */
    private void close() {
        if (connection != null) {
            var _ = connection.close();
        }
    }

    private void cancel() {
        if (closing != null) {
            closing.cancel(false);
            closing = null;
        }
    }
}
