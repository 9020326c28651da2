package dev.tollgate.golden;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;

/** Where the network cuts a reply into pieces; an answer must not depend on it. */
public enum ReplyCut {
    WHOLE("whole", Integer.MAX_VALUE),
    EVERY_BYTE("1", 1),
    EVERY_7_BYTES("7", 7);

    private final String path;
    private final int bytes;

    ReplyCut(String path, int bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** As in the fake provider's address. */
    public String path() {
        return path;
    }

    static ReplyCut of(String path) {
        for (ReplyCut cut : values()) {
            if (cut.path.equals(path)) {
                return cut;
            }
        }
        throw new IllegalArgumentException("no cut is called " + path);
    }

    void write(HttpExchange exchange, byte[] reply) throws IOException {
        OutputStream body = exchange.getResponseBody();
        for (int start = 0; start < reply.length; start += bytes) {
            body.write(reply, start, Math.min(bytes, reply.length - start));
            body.flush();
            if (bytes >= reply.length) {
                return;
            }
        }
    }
}
