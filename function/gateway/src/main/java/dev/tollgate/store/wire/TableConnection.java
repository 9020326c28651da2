package dev.tollgate.store.wire;

import dev.tollgate.parse.HttpReply;
import dev.tollgate.parse.HttpReplyReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jboss.logging.Logger;

/** One kept connection to DynamoDB. Its caller's thread does all the work: a call wakes no other thread. */
final class TableConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TableConnection.class);

    /** Twice the longest batch. */
    private static final int MAX_REPLY_BYTES = 32 * 1024 * 1024;

    /** So much certainly fits into the system's buffer, so that writing it does not wait for the other side. */
    private static final int WRITTEN_AT_ONCE = 8 * 1024;

    private final Socket plain;
    private final Socket socket;
    private final HttpReplyReader replies;
    private final OutputStream out;
    private volatile long timesOutAt;
    private long lastUse;

    private TableConnection(Socket plain, Socket socket, InputStream in, OutputStream out) {
        this.plain = plain;
        this.socket = socket;
        this.replies = new HttpReplyReader(new TimedInput(in), MAX_REPLY_BYTES);
        this.out = out;
    }

    /**
     * Connects.
     *
     * @param timesOutAt when the attempt must end, by {@link System#nanoTime}
     */
    static TableConnection open(TableEndpoint endpoint, int connectMillis, long timesOutAt) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(
                    new InetSocketAddress(endpoint.host(), endpoint.port()),
                    Math.min(connectMillis, millisUntil(timesOutAt)));
            SSLContext tls = endpoint.tls();
            Socket socket = tls == null ? plain : encrypted(plain, endpoint, tls, timesOutAt);
            return new TableConnection(plain, socket, socket.getInputStream(), socket.getOutputStream());
        } catch (IOException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    private static Socket encrypted(Socket plain, TableEndpoint endpoint, SSLContext tls, long timesOutAt)
            throws IOException {
        plain.setSoTimeout(millisUntil(timesOutAt));
        SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    /**
     * Sends a request and waits for its reply.
     *
     * @throws SocketTimeoutException if there is none at that time
     */
    HttpReply exchange(byte[] request, long until) throws IOException {
        timesOutAt = until;
        if (request.length <= WRITTEN_AT_ONCE) {
            out.write(request);
        } else {
            writeWatched(request);
        }
        HttpReply reply = replies.read();
        lastUse = System.nanoTime();
        return reply;
    }

    /** A write has no time-out of its own. */
    private void writeWatched(byte[] request) throws IOException {
        Future<?> watch =
                ForkJoinPool.commonPool().schedule(this::abort, millisUntil(timesOutAt), TimeUnit.MILLISECONDS);
        try {
            out.write(request);
        } finally {
            watch.cancel(false);
        }
    }

    /** Closes what is below TLS: a goodbye in TLS would wait for the write that is to be aborted. */
    private void abort() {
        close(plain);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("a connection was broken already", alreadyBroken);
        }
    }

    /** How long it has not been used. */
    long idleNanos() {
        return System.nanoTime() - lastUse;
    }

    @Override
    public void close() {
        close(socket);
    }

    /** At least one, because zero means no time-out. */
    private static int millisUntil(long time) {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(time - System.nanoTime()));
    }

    /** Each read ends with the attempt. */
    private final class TimedInput extends InputStream {
        private final InputStream in;

        private TimedInput(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (System.nanoTime() - timesOutAt >= 0) {
                throw new SocketTimeoutException("the reply takes too long");
            }
            socket.setSoTimeout(millisUntil(timesOutAt));
            return in.read(bytes, offset, length);
        }
    }
}
