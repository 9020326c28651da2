package dev.tollgate.http;

import dev.tollgate.parse.NumberParser;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the replies on one HTTP/1.1 connection, one after the other (https://www.rfc-editor.org/rfc/rfc9112):
 * {@code (head → next*)*}. A {@link SocketTimeoutException} loses nothing of a body: the next call goes on where it came.
 */
public final class HttpReplyReader {
    private static final int LONGEST_HEAD = 384 * 1024;
    private static final int MOST_HEADERS = 200;
    private static final int MOST_INTERIM_HEADS = 8;
    private static final byte[] NOTHING = {};

    private final ReceivedBytes received;
    private int headBytes;
    private Part part = Part.END;
    private long left;

    /** What follows on the connection. */
    private enum Part {
        BODY,
        BODY_UNTIL_CLOSE,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILERS,
        END
    }

    /** A reader of this connection, which must be its only one. */
    public HttpReplyReader(InputStream in) {
        this.received = new ReceivedBytes(in);
    }

    /**
     * Waits for the next reply, and reads all of it.
     *
     * @param maxBytes how long its body may be
     * @throws EOFException if the other side closes the connection before the end
     * @throws IOException if the bytes are no reply, or too many
     */
    public HttpReply read(int maxBytes) throws IOException {
        return new HttpReply(head(), body(maxBytes));
    }

    /** Waits for all of the body. */
    byte[] body(int maxBytes) throws IOException {
        return part == Part.BODY ? ofKnownLength(maxBytes) : ofUnknownLength(maxBytes);
    }

    private byte[] ofKnownLength(int maxBytes) throws IOException {
        if (left > maxBytes) {
            throw tooLarge();
        }
        byte[] body = received.exactly((int) left);
        left = 0;
        part = Part.END;
        return body;
    }

    private byte[] ofUnknownLength(int maxBytes) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] piece = next(); piece.length > 0; piece = next()) {
            body.writeBytes(piece);
            if (body.size() > maxBytes) {
                throw tooLarge();
            }
        }
        return body.toByteArray();
    }

    /** Waits for the head of the next reply. Skips interim ones. */
    public HttpReplyHead head() throws IOException {
        headBytes = 0;
        HttpReplyHead head = one();
        for (int interim = 0; head.status() < 200; interim++) {
            if (interim == MOST_INTERIM_HEADS) {
                throw new IOException("the reply has too many interim heads");
            }
            head = one();
        }
        startBody(head);
        return head;
    }

    private HttpReplyHead one() throws IOException {
        String statusLine = line();
        if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
            throw new IOException("the bytes are no HTTP reply");
        }
        int status = (int) number(statusLine.substring(9, 12), 10);
        Map<String, String> headers = headers();
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean closes =
                statusLine.startsWith("HTTP/1.0") ? !connection.contains("keep-alive") : connection.contains("close");
        return new HttpReplyHead(status, headers, closes);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = HashMap.newHashMap(16);
        int count = 0;
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0 || ++count > MOST_HEADERS) {
                throw new IOException("the reply has a broken header, or too many");
            }
            // A second length that differs makes a list, which is no length: where the body ends would be anyone's
            // guess.
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first.equals(second) ? first : first + ", " + second);
        }
        return headers;
    }

    private static boolean isUntilClose(Map<String, String> headers) {
        return !headers.containsKey("transfer-encoding") && !headers.containsKey("content-length");
    }

    private void startBody(HttpReplyHead head) throws IOException {
        String coding = head.headers().get("transfer-encoding");
        left = 0;
        if (head.status() == 204 || head.status() == 304) {
            part = Part.END;
        } else if ("chunked".equalsIgnoreCase(coding)) {
            part = Part.CHUNK_SIZE;
        } else if (coding != null) {
            throw new IOException("the reply has a transfer coding that nobody asked for");
        } else if (isUntilClose(head.headers())) {
            part = Part.BODY_UNTIL_CLOSE;
            left = Long.MAX_VALUE;
        } else {
            left = number(head.headers().getOrDefault("content-length", ""), 10);
            part = left == 0 ? Part.END : Part.BODY;
        }
    }

    /** Waits for more of the body: as much as has arrived. Empty at its end. */
    public byte[] next() throws IOException {
        while (part != Part.END && left == 0) {
            step();
        }
        if (part == Part.END) {
            return NOTHING;
        }
        if (received.isEmpty() && !received.fill()) {
            if (part != Part.BODY_UNTIL_CLOSE) {
                throw ReceivedBytes.closed();
            }
            part = Part.END;
            return NOTHING;
        }
        byte[] piece = take();
        return part == Part.CHUNK && !received.isEmpty() ? withChunksAfter(piece) : piece;
    }

    /** Events often come as one chunk each, several in one packet. */
    private byte[] withChunksAfter(byte[] first) throws IOException {
        ByteArrayOutputStream pieces = new ByteArrayOutputStream(2 * first.length);
        pieces.writeBytes(first);
        while (left > 0 ? !received.isEmpty() : part != Part.END && received.hasLine()) {
            if (left > 0) {
                pieces.writeBytes(take());
            } else {
                step();
            }
        }
        return pieces.toByteArray();
    }

    /** Takes bytes of the body, of those that have arrived. */
    private byte[] take() {
        byte[] piece = received.take(left);
        if (part != Part.BODY_UNTIL_CLOSE) {
            left -= piece.length;
        }
        if (left == 0) {
            part = part == Part.CHUNK ? Part.CHUNK_END : Part.END;
        }
        return piece;
    }

    /** Reads one line between two chunks, or after the last one. */
    private void step() throws IOException {
        if (part != Part.TRAILERS) {
            headBytes = 0;
        }
        String line = line();
        switch (part) {
            case CHUNK_SIZE -> {
                int extension = line.indexOf(';');
                left = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
                part = left == 0 ? Part.TRAILERS : Part.CHUNK;
            }
            case CHUNK_END -> {
                if (!line.isEmpty()) {
                    throw new IOException("the reply has a chunk of another length than it says");
                }
                part = Part.CHUNK_SIZE;
            }
            case TRAILERS -> part = line.isEmpty() ? Part.END : Part.TRAILERS;
            case BODY, BODY_UNTIL_CLOSE, CHUNK, END -> throw new IllegalStateException("no line belongs here");
        }
    }

    /** Whether the last reply was read to its end, and nothing behind it. */
    boolean atEnd() {
        return part == Part.END && received.isEmpty();
    }

    private static long number(String digits, int radix) throws IOException {
        return NumberParser.whole(digits, radix, 0, Long.MAX_VALUE / 2)
                .orElseThrow(() -> new IOException("the reply has a number that is none, or too large: " + digits));
    }

    private String line() throws IOException {
        String line = received.line();
        headBytes += line.length() + 2;
        if (headBytes > LONGEST_HEAD) {
            throw new IOException("the head of the reply is too long");
        }
        return line;
    }

    private static IOException tooLarge() {
        return new IOException("the reply is too large");
    }
}
