package dev.tollgate.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes that have arrived on a connection and are not read yet. An exception while it waits for more loses none of them. */
final class ReceivedBytes {
    private static final int USUAL = 8 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[USUAL];
    private int next;
    private int end;

    ReceivedBytes(InputStream in) {
        this.in = in;
    }

    boolean isEmpty() {
        return next == end;
    }

    /** Whether the end of a line has arrived. */
    boolean hasLine() {
        return lineEnd(next) >= 0;
    }

    /** Takes what has arrived, but no more than this. */
    byte[] take(long atMost) {
        int length = (int) Math.min(atMost, end - next);
        byte[] taken = Arrays.copyOfRange(buffer, next, next + length);
        next += length;
        return taken;
    }

    /** Waits until so many bytes have arrived. */
    byte[] exactly(int length) throws IOException {
        byte[] bytes = new byte[length];
        int buffered = Math.min(length, end - next);
        System.arraycopy(buffer, next, bytes, 0, buffered);
        next += buffered;
        if (in.readNBytes(bytes, buffered, length - buffered) < length - buffered) {
            throw closed();
        }
        return bytes;
    }

    /** Waits for a line, and returns it without its end. */
    String line() throws IOException {
        int at = lineEnd(next);
        while (at < 0) {
            int scanned = end - next;
            if (scanned > LONGEST_LINE) {
                throw new IOException("a line of the reply is too long");
            }
            if (!fill()) {
                throw closed();
            }
            at = lineEnd(next + scanned);
        }
        int length = at > next && buffer[at - 1] == '\r' ? at - 1 - next : at - next;
        String line = new String(buffer, next, length, StandardCharsets.ISO_8859_1);
        next = at + 1;
        return line;
    }

    private int lineEnd(int from) {
        for (int at = from; at < end; at++) {
            if (buffer[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** Waits for more bytes. Returns whether there are any, or else the other side has closed the connection. */
    boolean fill() throws IOException {
        System.arraycopy(buffer, next, buffer, 0, end - next);
        end -= next;
        next = 0;
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count > 0) {
            end += count;
        }
        return count > 0;
    }

    static EOFException closed() {
        return new EOFException("the other side closed the connection");
    }
}
