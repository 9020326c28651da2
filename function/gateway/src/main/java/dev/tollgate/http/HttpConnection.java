package dev.tollgate.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection, plain or in TLS. One thread at a time uses it; any other may close its transport, which ends all waits. All
 * times are those of {@link System#nanoTime}.
 */
public final class HttpConnection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(HttpConnection.class);

    /** So much certainly fits into the system's buffer, so that writing it does not wait for the other side. */
    private static final int WRITTEN_AT_ONCE = 8 * 1024;

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private final SocketChannel channel;
    private final TimedSocket below;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final HttpReplyReader replies;
    private long readsEndAt;
    private boolean timed;
    private boolean waited;
    private volatile long longestPause = Long.MAX_VALUE;
    private volatile long lastUse;

    private HttpConnection(SocketChannel channel, TimedSocket below, Socket socket) throws IOException {
        this.channel = channel;
        this.below = below;
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.replies = new HttpReplyReader(new TimedInput());
    }

    /**
     * Connects.
     *
     * @param tls absent for a connection without it
     * @param transport gets what is below TLS, before the connection is complete
     * @throws ConnectTimedOutException if there is no connection by then
     */
    static HttpConnection open(HttpOrigin origin, @Nullable SSLContext tls, long until, Consumer<Closeable> transport)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            transport.accept(channel);
            Socket plain = channel.socket();
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(address(origin, until), origin.port()), millisUntil(until));
            TimedSocket below = new TimedSocket(plain, until);
            return new HttpConnection(channel, below, tls == null ? below : TlsHandshake.over(below, origin, tls));
        } catch (SocketTimeoutException late) {
            channel.close();
            throw new ConnectTimedOutException(origin, late);
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** The system's resolver has no time-out, and nothing can stop it. An address needs none. */
    private static InetAddress address(HttpOrigin origin, long until) throws IOException {
        if (ADDRESS.matcher(origin.host()).matches()) {
            return InetAddress.getByName(origin.host());
        }
        FutureTask<InetAddress> lookup = new FutureTask<>(() -> InetAddress.getByName(origin.host()));
        Thread.ofVirtual().name("resolve").start(lookup);
        try {
            return lookup.get(millisUntil(until), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new SocketTimeoutException("no address in time");
        } catch (ExecutionException unknown) {
            UnknownHostException failure = new UnknownHostException(origin.host());
            failure.initCause(unknown.getCause());
            throw failure;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** What is below TLS. A goodbye in TLS would wait for the write that is to be ended. */
    Closeable transport() {
        return channel;
    }

    /**
     * Sends a request, and waits for the head of its reply.
     *
     * @throws SocketTimeoutException if there is none by then
     */
    HttpReplyHead exchange(HttpRequest request, long until) throws IOException {
        try {
            write(request, until);
        } catch (IOException broken) {
            return refusal(broken, until);
        }
        begin(until);
        HttpReplyHead head = replies.head();
        longestPause = head.keepAlive().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        return head;
    }

    /** A server may refuse a request that it has not read to its end, and close the connection. */
    private HttpReplyHead refusal(IOException broken, long until) throws IOException {
        try {
            begin(until);
            HttpReplyHead head = replies.head();
            return new HttpReplyHead(head.status(), head.headers(), true);
        } catch (IOException noReply) {
            broken.addSuppressed(noReply);
            throw broken;
        }
    }

    /** In one packet or TLS record if the request is short. */
    private void write(HttpRequest request, long until) throws IOException {
        if (request.length() <= WRITTEN_AT_ONCE) {
            writeAll(request);
            return;
        }
        // A write has no time-out, so that one that takes too long must lose its connection.
        Future<?> watch =
                ForkJoinPool.commonPool().schedule(this::abort, until - System.nanoTime(), TimeUnit.NANOSECONDS);
        try {
            writeAll(request);
        } catch (IOException broken) {
            throw System.nanoTime() - until < 0 ? broken : lateWrite(broken);
        } finally {
            watch.cancel(false);
        }
    }

    private static SocketTimeoutException lateWrite(IOException broken) {
        SocketTimeoutException late = new SocketTimeoutException("the other side does not read the request");
        late.initCause(broken);
        return late;
    }

    private void writeAll(HttpRequest request) throws IOException {
        for (byte[] piece : request.pieces()) {
            out.write(piece);
        }
    }

    /**
     * Waits for more of the body; empty at its end.
     *
     * @throws SocketTimeoutException if there is none by then. The next call may still get it.
     */
    byte[] next(long until) throws IOException {
        begin(until);
        return replies.next();
    }

    /** Takes requests of any form. */
    public OutputStream output() {
        return out;
    }

    /** Waits for a whole reply, however long it takes. */
    public HttpReply reply(int maxBytes) throws IOException {
        timed = false;
        below.readWithoutEnd();
        return replies.read(maxBytes);
    }

    /**
     * Waits for a whole reply.
     *
     * @throws SocketTimeoutException if it has not come by then
     */
    public HttpReply reply(int maxBytes, long until) throws IOException {
        begin(until);
        return replies.read(maxBytes);
    }

    /** Waits for all of the body. */
    byte[] body(int maxBytes, long until) throws IOException {
        begin(until);
        return replies.body(maxBytes);
    }

    /** Whether the body ends by then, without another byte. */
    boolean endsBy(long until) {
        try {
            return next(until).length == 0;
        } catch (IOException lateOrBroken) {
            LOG.debug("a body does not end", lateOrBroken);
            return false;
        }
    }

    private void begin(long until) {
        timed = true;
        below.readUntil(until);
        readsEndAt = until;
        waited = false;
    }

    /** Whether it can take another request: the last reply is complete, and nothing has followed, not even the end. */
    boolean reusable() {
        try {
            if (!replies.atEnd() || (socket instanceof SSLSocket && in.available() > 0)) {
                return false;
            }
            channel.configureBlocking(false);
            boolean silent = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return silent;
        } catch (IOException broken) {
            LOG.debug("a kept connection broke", broken);
            return false;
        }
    }

    /** Begins a pause. */
    void rest() {
        lastUse = System.nanoTime();
    }

    /** Whether the pause is longer than this, or than the server permits. */
    boolean restsLongerThan(Duration maxIdle) {
        return System.nanoTime() - lastUse > Math.min(maxIdle.toNanos(), longestPause);
    }

    /** Ends a connection that nobody uses. It says no goodbye in TLS, because it would wait for that of the other side. */
    @Override
    public void close() {
        abort();
    }

    /** Ends it at once, from any thread. */
    public void abort() {
        closeQuietly(channel);
    }

    static void closeQuietly(Closeable connection) {
        try {
            connection.close();
        } catch (IOException alreadyBroken) {
            LOG.debug("a connection was broken already", alreadyBroken);
        }
    }

    /** At least one, because zero means no time-out. */
    static int millisUntil(long time) {
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(time - System.nanoTime()), 1, Integer.MAX_VALUE);
    }

    /** All reads together end in time. Even without any, the first one takes what has arrived. */
    private final class TimedInput extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (timed && waited && System.nanoTime() - readsEndAt >= 0) {
                throw new SocketTimeoutException("the reply takes too long");
            }
            waited = true;
            return in.read(bytes, offset, length);
        }
    }
}
