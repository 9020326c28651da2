package dev.tollgate.lambda;

import dev.tollgate.http.ConnectionPool;
import dev.tollgate.http.HttpConnection;
import dev.tollgate.http.HttpReply;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One HTTP/1.1 request to the Runtime API and its reply. It writes the request itself, because a streamed response ends with trailers.
 * The next request takes the same connection: it is a local one, and the wait for an event keeps it open during a freeze anyway.
 */
final class RuntimeConnection implements AutoCloseable {
    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    /** An event has at most 6 MB; the JSON around it may escape each character. */
    private static final int MAX_EVENT_BYTES = 64 * 1024 * 1024;

    private static final int MAX_REPLY_BYTES = 64 * 1024;

    private final ConnectionPool pool;
    private final HttpConnection connection;
    private final String host;
    private final OutputStream out;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private volatile boolean reusable;

    private RuntimeConnection(ConnectionPool pool, HttpConnection connection, String host) {
        this.pool = pool;
        this.connection = connection;
        this.host = host;
        this.out = new BufferedOutputStream(connection.output(), 16 * 1024);
    }

    /**
     * Takes a connection.
     *
     * @param host the header of that name
     */
    static RuntimeConnection open(ConnectionPool pool, String host) throws IOException {
        return new RuntimeConnection(pool, pool.take(System.nanoTime() + CONNECT_TIMEOUT.toNanos(), _ -> {}), host);
    }

    /** Writes the request line and the headers. */
    void head(String method, String path, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(256).append(method).append(' ').append(path);
        head.append(" HTTP/1.1\r\nHost: ").append(host);
        for (String header : headers) {
            head.append("\r\n").append(header);
        }
        out.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Writes some bytes of the body. */
    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Waits for an event, without a timeout. */
    HttpReply event() throws IOException {
        flush();
        return replied(connection.reply(MAX_EVENT_BYTES));
    }

    /** Waits for the reply to what was sent. While a client reads slowly, the Runtime API still has a part of it. */
    HttpReply acceptance(Duration atMost) throws IOException {
        flush();
        return replied(connection.reply(MAX_REPLY_BYTES, System.nanoTime() + atMost.toNanos()));
    }

    private HttpReply replied(HttpReply reply) {
        reusable = !reply.head().last();
        return reply;
    }

    /** Ends the request, from any thread. A thread that reads or writes fails. */
    @Override
    public void close() {
        if (!open.getAndSet(false)) {
            return;
        }
        if (reusable) {
            pool.giveBack(connection);
        } else {
            connection.abort();
        }
    }
}
