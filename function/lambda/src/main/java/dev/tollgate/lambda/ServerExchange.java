package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import io.netty.handler.codec.http.HttpObject;
import io.quarkus.vertx.core.runtime.VertxCoreRecorder;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http1xServerConnection;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.impl.VertxHandler;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request to the HTTP server. Everything happens on the caller's thread: the server reads the request, the endpoint handles it and
 * blocks, and what it writes goes to the receiver. With a thread for each of them, handing the call on would take a third of its CPU.
 */
final class ServerExchange implements GatewayHttp.Exchange {
    private static final HttpServerOptions OPTIONS = new HttpServerOptions();

    private final List<HttpObject> request;
    private final ResponseReceiver response;
    private final CallerRunsEventLoop loop = new CallerRunsEventLoop();
    private final ExchangeChannel channel;
    private @Nullable HttpServerRequest arrived;

    ServerExchange(List<HttpObject> request, ResponseReceiver response) {
        this.request = request;
        this.response = response;
        this.channel = new ExchangeChannel(response);
        VertxInternal vertx = (VertxInternal) VertxCoreRecorder.getVertx().get();
        ContextInternal context =
                vertx.createEventLoopContext(loop, null, Thread.currentThread().getContextClassLoader());
        channel.pipeline().addLast(VertxHandler.create(added -> {
            Http1xServerConnection connection = new Http1xServerConnection(
                    () -> (ContextInternal) VertxContext.getOrCreateDuplicatedContext(context),
                    null,
                    OPTIONS,
                    added,
                    context,
                    "localhost",
                    null);
            connection.handler(this::arrive);
            return connection;
        }));
    }

    /** The endpoint reads the body later: outside of the event loop, so that it can wait for it. */
    private void arrive(HttpServerRequest received) {
        received.pause();
        arrived = received;
    }

    @Override
    public void run() {
        loop.execute(this::deliver);
        HttpServerRequestInternal received = (HttpServerRequestInternal) Objects.requireNonNull(arrived, "no request");
        ((ContextInternal) received.context()).dispatch(received, VertxHttpRecorder.getRootHandler());
    }

    private void deliver() {
        var _ = loop.register(channel);
        request.forEach(channel.pipeline()::fireChannelRead);
        channel.pipeline().fireChannelReadComplete();
    }

    @Override
    public void abort(GatewayException because) {
        loop.execute(() -> {
            response.fail(because);
            channel.unsafe().close(channel.voidPromise());
        });
    }
}
