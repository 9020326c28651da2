package dev.tollgate.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply: {@code (head next*) | whole}. One thread runs it, and any may cancel it. All times are those of
 * {@link System#nanoTime}.
 *
 * <p>It never sends a request twice, not even if a kept connection breaks before a reply: the other side may be at work.
 */
public final class HttpExchange implements AutoCloseable {
    /** A server that has sent its last event ends the body at once. A connection that is kept saves the next call a handshake. */
    private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final byte[] NOTHING = {};

    private final ConnectionPool pool;
    private final HttpRequest request;
    private @Nullable HttpConnection connection;
    private boolean connected;
    private boolean kept;
    /** What ends the connection from another thread, while this exchange has it. */
    private @Nullable Closeable transport;

    private boolean cancelled;

    /** An exchange that has not started. */
    public HttpExchange(ConnectionPool pool, HttpRequest request) {
        this.pool = pool;
        this.request = request;
    }

    /**
     * Sends the request, and waits for the whole reply. If it fails, the connection closes.
     *
     * @param maxBytes how long its body may be
     * @throws SocketTimeoutException if it is not complete by then
     */
    public HttpReply whole(int maxBytes, long until) throws IOException {
        HttpReplyHead head = head(until);
        HttpConnection used = Objects.requireNonNull(connection, "the body is not read yet");
        boolean reusable = kept;
        kept = false;
        HttpReply reply = new HttpReply(head, used.body(maxBytes, until));
        finish(used, reusable);
        return reply;
    }

    /**
     * Sends the request, and waits for the head of the reply.
     *
     * @throws ConnectTimedOutException if nothing was sent by then
     * @throws SocketTimeoutException if there is no reply by then
     */
    public HttpReplyHead head(long until) throws IOException {
        HttpConnection used = pool.take(until, this::attach);
        connection = used;
        connected = true;
        HttpReplyHead head = used.exchange(request, until);
        kept = !head.last();
        return head;
    }

    /** Whether there was a connection, so that the other side may have got the request, or a part of it. */
    public boolean connected() {
        return connected;
    }

    private synchronized void attach(Closeable running) {
        transport = running;
        if (cancelled) {
            closeTransport();
        }
    }

    /**
     * Waits for more of the body; empty at its end.
     *
     * @throws SocketTimeoutException if there is none by then. The next call may still get it.
     */
    public byte[] next(long until) throws IOException {
        HttpConnection used = connection;
        if (used == null) {
            return NOTHING;
        }
        try {
            byte[] piece = used.next(until);
            if (piece.length == 0) {
                finish(used, kept);
            }
            return piece;
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (IOException broken) {
            kept = false;
            throw broken;
        }
    }

    /** From here on, to cancel ends nothing: the connection may be in use by another exchange. */
    private void finish(HttpConnection used, boolean reusable) {
        connection = null;
        boolean mine;
        synchronized (this) {
            transport = null;
            mine = !cancelled;
        }
        if (reusable && mine) {
            pool.giveBack(used);
        } else {
            used.abort();
        }
    }

    /** Ends it from any thread. The thread that waits gets an exception. */
    public synchronized void cancel() {
        cancelled = true;
        closeTransport();
    }

    private void closeTransport() {
        try {
            if (transport != null) {
                transport.close();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whether it was cancelled, so that it fails for no other reason. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Ends it. The connection is kept if the body ends now. */
    @Override
    public void close() {
        HttpConnection used = connection;
        if (used != null) {
            finish(used, kept && used.endsBy(System.nanoTime() + LINGER_NANOS));
        }
    }
}
