package dev.tollgate.lambda;

import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.netty.runtime.virtual.VirtualChannel;
import io.quarkus.netty.runtime.virtual.VirtualClientConnection;
import io.quarkus.netty.runtime.virtual.VirtualResponseHandler;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A connection through the virtual channel, for one request at a time. One request after the other can use it: opening another one
 * would take more time than a short request does.
 */
final class VirtualConnection implements VirtualResponseHandler {
    private static final long REGISTRATION_TIMEOUT_NANOS = 5_000_000_000L;

    private final VirtualClientConnection<?> connection;
    private volatile @Nullable VirtualResponse response;

    private VirtualConnection() {
        connection = VirtualClientConnection.connect(this, VertxHttpRecorder.VIRTUAL_HTTP);
    }

    /**
     * A new connection.
     *
     * @throws IllegalStateException if the gateway's HTTP server does not accept it
     */
    static VirtualConnection open() {
        VirtualConnection opened = new VirtualConnection();
        long giveUpAt = System.nanoTime() + REGISTRATION_TIMEOUT_NANOS;
        while (!opened.channel().isRegistered()) {
            if (System.nanoTime() > giveUpAt) {
                opened.disconnect();
                throw new IllegalStateException("the gateway's HTTP server does not accept connections");
            }
            LockSupport.parkNanos(20_000);
        }
        return opened;
    }

    /** Sends a request on the channel's own thread: a message from another one can race with a read and then stay unread. */
    void send(List<HttpObject> request, VirtualResponse expected) {
        response = expected;
        channel().eventLoop().execute(() -> {
            if (connection.isConnected()) {
                request.forEach(connection::sendMessage);
            } else {
                expected.broken();
            }
        });
    }

    boolean isConnected() {
        return connection.isConnected();
    }

    /** Ends the request in progress, as if the client had disconnected. */
    void disconnect() {
        if (connection.isConnected()) {
            connection.close();
        }
    }

    private VirtualChannel channel() {
        return connection.peer();
    }

    @Override
    public void handleMessage(Object message) {
        VirtualResponse receiving = response;
        try {
            if (receiving != null) {
                receiving.receive(message);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    /** Called when either side has closed the connection. */
    @Override
    public void close() {
        VirtualResponse receiving = response;
        if (receiving != null) {
            receiving.broken();
        }
    }
}
