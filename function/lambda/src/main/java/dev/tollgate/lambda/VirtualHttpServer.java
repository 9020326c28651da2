package dev.tollgate.lambda;

import dev.tollgate.edge.InvocationLifecycle;
import dev.tollgate.jobs.PendingSweep;
import dev.tollgate.jobs.RollUpJob;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.quarkus.netty.runtime.virtual.VirtualChannel;
import io.quarkus.netty.runtime.virtual.VirtualClientConnection;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Quarkus' virtual HTTP channel: its whole HTTP server, without a socket. Internal API, so its version is pinned. */
final class VirtualHttpServer implements GatewayHttp {
    /** Of the client's connection to the front door, not of this one; or asking for what a queue cannot do. */
    private static final Set<String> DROPPED =
            Set.of("connection", "content-length", "expect", "keep-alive", "te", "transfer-encoding", "upgrade");

    private static final int CLIENT_PORT = 443;
    private static final long REGISTERED_NANOS = 5_000_000_000L;

    private final PendingSweep sweep;
    private final RollUpJob rollUp;

    VirtualHttpServer(PendingSweep sweep, RollUpJob rollUp) {
        this.sweep = sweep;
        this.rollUp = rollUp;
    }

    @Override
    public void sweep(Instant until) throws InterruptedException {
        sweep.run(until);
    }

    @Override
    public void rollUp(Instant until) {
        rollUp.run(until);
    }

    @Override
    public Response open(EventRequest request, LambdaInvocationLifecycle lambdaInvocationLifecycle) {
        QuarkusHttpHeaders headers = headers(request, lambdaInvocationLifecycle);
        DefaultHttpRequest head = new DefaultHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(request.method()), request.target(), headers);
        LastHttpContent body = request.body().length == 0
                ? LastHttpContent.EMPTY_LAST_CONTENT
                : new DefaultLastHttpContent(Unpooled.wrappedBuffer(request.body()));

        VirtualResponse response = new VirtualResponse();
        VirtualClientConnection<?> connection =
                VirtualClientConnection.connect(response, VertxHttpRecorder.VIRTUAL_HTTP, address(request.sourceIp()));
        response.of(connection);
        send(connection, head, body);
        return response;
    }

    private static QuarkusHttpHeaders headers(
            EventRequest request, LambdaInvocationLifecycle lambdaInvocationLifecycle) {
        QuarkusHttpHeaders headers = new QuarkusHttpHeaders();
        headers.setContextObject(InvocationLifecycle.class, lambdaInvocationLifecycle);
        request.headers().stream()
                .filter(header -> !DROPPED.contains(header.name().toLowerCase(Locale.ROOT)))
                .forEach(header -> headers.add(header.name(), header.value()));
        if (!headers.contains("host")) {
            headers.set("host", "localhost");
        }
        if (lambdaInvocationLifecycle.traceId() != null) {
            headers.set("x-amzn-trace-id", lambdaInvocationLifecycle.traceId());
        }
        headers.set("content-length", String.valueOf(request.body().length));
        return headers;
    }

    /** Literals only: nothing is looked up. */
    private static SocketAddress address(String ip) {
        try {
            return ip == null ? null : new InetSocketAddress(InetAddress.ofLiteral(ip), CLIENT_PORT);
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    /** On the channel's own thread: a message from another one can cross with a read, and would then lie unread. */
    private static void send(VirtualClientConnection<?> connection, Object... messages) {
        VirtualChannel channel = connection.peer();
        long giveUp = System.nanoTime() + REGISTERED_NANOS;
        while (!channel.isRegistered()) {
            if (System.nanoTime() > giveUp) {
                connection.close();
                throw new IllegalStateException("the gateway's HTTP server does not take connections");
            }
            LockSupport.parkNanos(20_000);
        }
        channel.eventLoop().execute(() -> {
            for (Object message : messages) {
                connection.sendMessage(message);
            }
        });
    }
}
