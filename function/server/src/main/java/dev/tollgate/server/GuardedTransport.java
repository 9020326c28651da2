package dev.tollgate.server;

import io.netty.bootstrap.ServerBootstrap;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import org.eclipse.microprofile.config.ConfigProvider;

/** Java's sockets, with a {@link ConnectionGuard} at each port. Neither Quarkus nor Vert.x has another place for one. */
final class GuardedTransport extends JDKTransport {

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        super.configure(options, domainSocket, bootstrap);
        ConnectionLimits limits =
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(ConnectionLimits.class);
        bootstrap.handler(new ConnectionGuard(limits));
    }
}
