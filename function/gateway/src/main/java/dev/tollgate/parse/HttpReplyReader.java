package dev.tollgate.parse;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the replies on one HTTP/1.1 connection, one after the other (https://www.rfc-editor.org/rfc/rfc9112). For AWS, whose
 * replies all have a length or chunks, and a size that fits into memory.
 */
public final class HttpReplyReader {
    private static final int BUFFER = 8 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int MOST_HEADERS = 200;

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int end;

    /**
     * A reader of this connection, which must be its only one.
     *
     * @param maxBytes how long a body may be
     */
    public HttpReplyReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * Waits for the next reply, and reads all of it. Skips interim ones.
     *
     * @throws EOFException if the other side closes the connection before the end
     * @throws IOException if the bytes are no reply, or too many
     */
    public HttpReply read() throws IOException {
        HttpReply reply = one();
        while (reply.status() < 200) {
            reply = one();
        }
        return reply;
    }

    private HttpReply one() throws IOException {
        String statusLine = line();
        if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
            throw new IOException("the bytes are no HTTP reply");
        }
        int status = number(statusLine.substring(9, 12), 10);
        Map<String, String> headers = headers();
        boolean closes = "close".equalsIgnoreCase(headers.get("connection")) || statusLine.startsWith("HTTP/1.0");
        return new HttpReply(status, headers, body(headers), closes);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = HashMap.newHashMap(16);
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++count > MOST_HEADERS) {
                throw new IOException("the reply has a broken header, or too many");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return chunks();
        }
        return exactly(number(headers.getOrDefault("content-length", "0"), 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            body.writeBytes(exactly(length));
            line();
            number(String.valueOf(body.size()), 10);
        }
        headers();
        return body.toByteArray();
    }

    private int chunkLength() throws IOException {
        String line = line();
        int extension = line.indexOf(';');
        return number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
    }

    private int number(String digits, int radix) throws IOException {
        return Math.toIntExact(NumberParser.whole(digits, radix, 0, maxBytes)
                .orElseThrow(() -> new IOException("the reply has a number that is none, or too large: " + digits)));
    }

    private byte[] exactly(int length) throws IOException {
        int buffered = Math.min(length, end - next);
        byte[] bytes = new byte[length];
        System.arraycopy(buffer, next, bytes, 0, buffered);
        next += buffered;
        int rest = in.readNBytes(bytes, buffered, length - buffered);
        if (buffered + rest < length) {
            throw closed();
        }
        return bytes;
    }

    private String line() throws IOException {
        byte[] longLine = null;
        while (true) {
            if (next == end) {
                fill();
            }
            int at = next;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            byte[] part = Arrays.copyOfRange(buffer, next, at);
            byte[] line = longLine == null ? part : joined(longLine, part);
            if (at < end) {
                next = at + 1;
                int length = line.length > 0 && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
                return new String(line, 0, length, StandardCharsets.ISO_8859_1);
            }
            next = at;
            longLine = line;
        }
    }

    private static byte[] joined(byte[] first, byte[] second) throws IOException {
        if (first.length > LONGEST_LINE) {
            throw new IOException("a line of the reply is too long");
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void fill() throws IOException {
        int count = in.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw closed();
        }
        next = 0;
        end = count;
    }

    private static EOFException closed() {
        return new EOFException("the other side closed the connection");
    }
}
