package dev.tollgate.server;

import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;

/** Gives Vert.x the {@link GuardedTransport}. Vert.x finds this class in {@code META-INF/services}. */
public final class GuardedTransportProvider implements VertxServiceProvider {

    @Override
    public void init(VertxBuilder builder) {
        builder.findTransport(new GuardedTransport());
    }
}
