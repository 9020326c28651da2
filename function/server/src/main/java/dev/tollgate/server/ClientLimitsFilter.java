package dev.tollgate.server;

import dev.tollgate.edge.ErrorResponse;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Bounds what one request may take of the server before the gateway has accepted it, and reports it to the connection's timer. */
@Singleton
public class ClientLimitsFilter {
    /** Before all others, which may refuse the request. */
    private static final int PRIORITY = 1000;

    /** https://www.rfc-editor.org/rfc/rfc9113#section-7 */
    private static final long REFUSED_STREAM = 0x7;

    private static final long CANCEL = 0x8;

    private final ConnectionLimits limits;

    ClientLimitsFilter(ConnectionLimits limits) {
        this.limits = limits;
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext http) {
        HttpServerRequest request = http.request();
        Channel connection = ((ConnectionBase) request.connection()).channel();
        ConnectionTimer timer = ConnectionTimer.of(connection);
        http.addEndHandler(_ -> timer.requestEnds());
        if (timer.requestBegins(isHttp2(request)) > limits.maxStreams()) {
            // A client learns the bound from the server's first frame, but it may never acknowledge it.
            http.response().reset(REFUSED_STREAM);
        } else if (hasTooManyHeaders(request)) {
            ErrorResponse.send(
                    http,
                    new GatewayException(
                            ErrorKind.HEADERS_TOO_LARGE,
                            "The request has more than " + limits.maxHeaders() + " headers."));
        } else {
            boundBody(http, bodyArrived(request, connection, timer));
            http.next();
        }
    }

    /** Whether the whole body has arrived, whenever it is called. */
    private static BooleanSupplier bodyArrived(HttpServerRequest request, Channel connection, ConnectionTimer timer) {
        if (isHttp2(request)) {
            int id = request.response().streamId();
            Http2Connection streams =
                    connection.pipeline().get(Http2ConnectionHandler.class).connection();
            return () -> {
                Http2Stream stream = streams.stream(id);
                return stream == null || !stream.state().remoteSideOpen();
            };
        }
        long number = timer.requestsSoFar();
        return () -> timer.bodyArrived(number);
    }

    private boolean hasTooManyHeaders(HttpServerRequest request) {
        int count = 0;
        for (Map.Entry<String, String> _ : request.headers()) {
            count++;
        }
        return count > limits.maxHeaders();
    }

    private void boundBody(RoutingContext http, BooleanSupplier arrived) {
        long timer = http.vertx().setTimer(limits.bodyTimeout().toMillis(), _ -> {
            if (!arrived.getAsBoolean()) {
                giveUp(http);
            }
        });
        http.addEndHandler(_ -> http.vertx().cancelTimer(timer));
    }

    private static void giveUp(RoutingContext http) {
        HttpServerRequest request = http.request();
        if (isHttp2(request)) {
            http.response().reset(CANCEL);
        } else if (http.response().headWritten()) {
            request.connection().close();
        } else {
            http.addEndHandler(_ -> request.connection().close());
            http.response().putHeader("connection", "close");
            ErrorResponse.send(
                    http,
                    new GatewayException(ErrorKind.REQUEST_TIMEOUT, "The body of the request did not arrive in time."));
        }
    }

    private static boolean isHttp2(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }
}
