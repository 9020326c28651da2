package dev.tollgate.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one origin. Of those that nobody uses, the one that was used last is used next, so that the others become old
 * and are closed.
 */
public final class ConnectionPool implements AutoCloseable {
    private final HttpOrigin origin;
    private final @Nullable SSLContext tls;
    private final Duration connectTimeout;
    private final Duration maxIdle;
    private final Deque<HttpConnection> idle = new ConcurrentLinkedDeque<>();
    private final AtomicBoolean expiring = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * A pool without connections.
     *
     * @param tls absent for connections without it
     * @param connectTimeout for a new connection, with its handshake
     * @param maxIdle how long a connection may be unused and is used again
     */
    public ConnectionPool(HttpOrigin origin, @Nullable SSLContext tls, Duration connectTimeout, Duration maxIdle) {
        this.origin = origin;
        this.tls = tls;
        this.connectTimeout = connectTimeout;
        this.maxIdle = maxIdle;
    }

    /**
     * A connection for one exchange: an open one, or else a new one.
     *
     * @param until when there must be one, by {@link System#nanoTime}
     * @param transport gets what ends the connection from any thread
     */
    public HttpConnection take(long until, Consumer<Closeable> transport) throws IOException {
        for (HttpConnection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (!kept.restsLongerThan(maxIdle) && kept.reusable()) {
                transport.accept(kept.transport());
                return kept;
            }
            kept.close();
        }
        return HttpConnection.open(
                origin, tls, earlier(until, System.nanoTime() + connectTimeout.toNanos()), transport);
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Takes a connection back whose last exchange was complete. */
    public void giveBack(HttpConnection connection) {
        connection.rest();
        idle.addFirst(connection);
        if (closed) {
            closeIdle();
        } else if (expiring.compareAndSet(false, true)) {
            Thread.ofVirtual().name("expire connections").start(this::expire);
        }
    }

    /** Closes what has become old, until nothing is left: the other side has only so many connections to give. */
    private void expire() {
        try {
            do {
                Thread.sleep(maxIdle);
                closeOld();
                expiring.set(false);
            } while (!idle.isEmpty() && expiring.compareAndSet(false, true));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeOld() {
        for (HttpConnection connection : List.copyOf(idle)) {
            if (connection.restsLongerThan(maxIdle) && idle.remove(connection)) {
                connection.close();
            }
        }
    }

    /** Closes what is idle now, and the rest when it is given back. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (HttpConnection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.close();
        }
    }
}
