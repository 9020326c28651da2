package dev.tollgate.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a bounded number of connections in, each with a {@link ConnectionTimer}. It belongs to the channel of a port. */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {
    private final ConnectionLimits limits;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionGuard(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** The message of a port is a new connection. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        if (open.incrementAndGet() > limits.maxConnections()) {
            open.decrementAndGet();
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(_ -> open.decrementAndGet());
        connection
                .pipeline()
                .addFirst(
                        new RefusalWriter(Clock.systemUTC()),
                        new ConnectionTimer(limits.headTimeout(), limits.idleTimeout()));
        context.fireChannelRead(connection);
    }
}
