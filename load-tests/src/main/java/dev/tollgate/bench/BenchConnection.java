package dev.tollgate.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection with only what the benchmark needs. A full client would cost as much as the gateway
 * that it measures.
 */
final class BenchConnection implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] skipped = new byte[BUFFER];

    BenchConnection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    }

    /**
     * The times of a response, in nanoseconds after its request.
     *
     * @param status the HTTP status
     * @param first when the first byte of the body arrived, which in a stream belongs to the first event
     * @param last when the last byte arrived
     */
    record Timing(int status, long first, long last) {
        boolean failed() {
            return status != 200;
        }
    }

    Timing send(byte[] request) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().substring(9, 12));
        long length = lengthFromHead();
        long chunk = length < 0 ? chunkLength() : length;
        in.mark(1);
        in.read();
        in.reset();
        long first = System.nanoTime() - start;
        if (length < 0) {
            skipChunks(chunk);
        } else {
            skip(length);
        }
        return new Timing(status, first, System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Returns the length of the body, or -1 if it is chunked. */
    private long lengthFromHead() throws IOException {
        long length = -1;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Long.parseLong(header.substring(15).trim());
            }
        }
        return length;
    }

    private long chunkLength() throws IOException {
        return Long.parseLong(line(), 16);
    }

    private void skipChunks(long firstLength) throws IOException {
        for (long length = firstLength; length > 0; length = chunkLength()) {
            skip(length + 2);
        }
        line();
    }

    private void skip(long length) throws IOException {
        if (in.readNBytes(skipped, 0, (int) length) < length) {
            throw new IOException("the response was incomplete");
        }
    }

    private String line() throws IOException {
        int length = 0;
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection was closed");
            }
            skipped[length++] = (byte) next;
        }
        return new String(skipped, 0, length - 1, StandardCharsets.US_ASCII);
    }
}
