package dev.tollgate.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;

/**
 * A connected socket with one time by which all reads end. A time-out of the system's is for one read, and TLS needs many of them for
 * one record: bytes that come one by one would make it wait for hours.
 */
final class TimedSocket extends Socket {
    private final Socket plain;
    private volatile long readsEndAt;
    private volatile boolean timed = true;

    TimedSocket(Socket plain, long readsEndAt) {
        this.plain = plain;
        this.readsEndAt = readsEndAt;
    }

    /** From here on, a read that waits longer ends with a {@link java.net.SocketTimeoutException}. */
    void readUntil(long time) {
        readsEndAt = time;
        timed = true;
    }

    /** From here on, a read waits for as long as it takes. */
    void readWithoutEnd() {
        timed = false;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new TimedInput(plain.getInputStream());
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return plain.getOutputStream();
    }

    @Override
    public InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public int getPort() {
        return plain.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return plain.getRemoteSocketAddress();
    }

    @Override
    public boolean isConnected() {
        return plain.isConnected();
    }

    @Override
    public boolean isClosed() {
        return plain.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return plain.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return plain.isOutputShutdown();
    }

    @Override
    public void shutdownOutput() throws IOException {
        plain.shutdownOutput();
    }

    /** Each read sets its own. */
    @Override
    public void setSoTimeout(int millis) {}

    @Override
    public int getSoTimeout() throws SocketException {
        return plain.getSoTimeout();
    }

    @Override
    public int getSoLinger() throws SocketException {
        return plain.getSoLinger();
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }

    private final class TimedInput extends InputStream {
        private final InputStream in;

        TimedInput(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            plain.setSoTimeout(timed ? HttpConnection.millisUntil(readsEndAt) : 0);
            return in.read(bytes, offset, length);
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }
    }
}
