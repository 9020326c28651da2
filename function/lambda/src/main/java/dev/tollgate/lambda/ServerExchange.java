package dev.tollgate.lambda;

import dev.tollgate.openai.GatewayException;
import dev.tollgate.process.FatalErrors;
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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One request to the HTTP server. Everything happens on the caller's thread: the server reads the request, the endpoint handles it and
 * blocks, and what it writes goes to the receiver. With a thread for each of them, handing the call on would take a third of its CPU.
 */
final class ServerExchange implements GatewayHttp.Exchange {
    private static final Logger LOG = Logger.getLogger(ServerExchange.class);
    private static final HttpServerOptions OPTIONS = new HttpServerOptions();

    private final List<HttpObject> request;
    private final ResponseReceiver response;
    private final FatalErrors fatalErrors;
    private final CallerRunsEventLoop loop = new CallerRunsEventLoop(this::failed);
    private final ExchangeChannel channel;
    private @Nullable HttpServerRequest arrived;

    /**
     * An exchange that has not started.
     *
     * @param hasBody whether its response may have a body
     */
    ServerExchange(List<HttpObject> request, boolean hasBody, ResponseReceiver response, FatalErrors fatalErrors) {
        this.request = request;
        this.response = response;
        this.fatalErrors = fatalErrors;
        this.channel = new ExchangeChannel(response, hasBody, this::failed);
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
        HttpServerRequest received = arrived;
        if (received == null) {
            // It was aborted before it began, or the server failed to read it. After an abort, this has no effect.
            response.fail(GatewayException.bug(null));
            return;
        }
        ContextInternal context = (ContextInternal) ((HttpServerRequestInternal) received).context();
        context.dispatch(received, VertxHttpRecorder.getRootHandler());
    }

    private void failed(Throwable thrown) {
        fatalErrors.note(thrown);
        LOG.error("A connection without a socket failed", thrown);
    }

    private void deliver() {
        var _ = loop.register(channel);
        request.forEach(channel.pipeline()::fireChannelRead);
        channel.pipeline().fireChannelReadComplete();
    }

    @Override
    public void abort(GatewayException because) {
        loop.execute(() -> {
            try {
                response.fail(because);
            } finally {
                channel.unsafe().close(channel.voidPromise());
            }
        });
    }
}
