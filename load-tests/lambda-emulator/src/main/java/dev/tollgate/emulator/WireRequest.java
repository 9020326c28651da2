package dev.tollgate.emulator;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request of a function to the Runtime API. The JDK's HTTP server cannot read it, because it does not support trailers.
 *
 * @param headers by case-insensitive name
 * @param body ends at the end of the request
 */
record WireRequest(String method, String path, Map<String, String> headers, Body body) {

    static WireRequest read(InputStream in) throws IOException {
        String[] first = line(in).split(" ", 3);
        Map<String, String> headers = fields(in);
        boolean chunked = "chunked".equalsIgnoreCase(headers.get("transfer-encoding"));
        long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
        return new WireRequest(first[0], first[1], headers, new Body(in, chunked, length));
    }

    private static Map<String, String> fields(InputStream in) throws IOException {
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return fields;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the function closed the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The body. Its trailers are available after its end. */
    static final class Body extends InputStream {
        private final InputStream in;
        private final boolean chunked;
        private long left;
        private boolean ended;
        private Map<String, String> trailers = Map.of();

        private Body(InputStream in, boolean chunked, long length) {
            this.in = in;
            this.chunked = chunked;
            this.left = length;
        }

        Map<String, String> trailers() {
            return trailers;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && !nextChunk()) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the function did not complete its response");
            }
            left -= read;
            if (left == 0 && chunked) {
                line(in);
            }
            return read;
        }

        private boolean nextChunk() throws IOException {
            if (!chunked || ended) {
                return false;
            }
            left = Long.parseLong(line(in), 16);
            if (left == 0) {
                ended = true;
                trailers = fields(in);
            }
            return left > 0;
        }
    }
}
