package dev.tollgate.lambda;

import dev.tollgate.parse.NumberParser;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP/1.1 request to the Runtime API and its reply. It uses a plain socket, because {@code HttpURLConnection} sends no
 * trailers. Each request opens a new connection: a kept one may not survive a freeze, and a local one is cheap.
 */
final class RuntimeConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int MAX_LINE = 64 * 1024;

    private final Socket socket;
    private final FunctionSettings.Address address;
    private final OutputStream out;
    private final InputStream in;

    private RuntimeConnection(Socket socket, FunctionSettings.Address address) throws IOException {
        this.socket = socket;
        this.address = address;
        this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
        this.in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
    }

    /**
     * The reply of the Runtime API.
     *
     * @param headers by case-insensitive name
     */
    record Reply(int status, Map<String, String> headers, byte[] body) {
        boolean accepted() {
            return status >= 200 && status < 300;
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    static RuntimeConnection open(FunctionSettings.Address address) throws IOException {
        Socket socket = new Socket();
        try {
            // Without this, a chunk could wait for the acknowledgement of the previous one.
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_MILLIS);
            return new RuntimeConnection(socket, address);
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Writes the request line and the headers. */
    void head(String method, String path, String... headers) throws IOException {
        StringBuilder head = new StringBuilder(256).append(method).append(' ').append(path);
        head.append(" HTTP/1.1\r\nHost: ").append(address.host()).append(':').append(address.port());
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

    /** Reads the reply, without a timeout. */
    Reply reply() throws IOException {
        flush();
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[1].matches("[0-9]{3}")) {
            throw new IOException("the Runtime API sent no valid HTTP response");
        }
        Map<String, String> headers = headers();
        return new Reply(number(status[1], 10), headers, body(headers));
    }

    /** Closes the socket, from any thread. A thread that reads or writes fails. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .contains("chunked")) {
            return chunks();
        }
        return exactly(number(headers.getOrDefault("content-length", "0"), 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunkLength(); length > 0; length = chunkLength()) {
            body.write(exactly(length));
            line();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkLength() throws IOException {
        return number(line().split(";", 2)[0].strip(), 16);
    }

    private static int number(String digits, int radix) throws IOException {
        return Math.toIntExact(NumberParser.whole(digits, radix, 0, Integer.MAX_VALUE)
                .orElseThrow(() -> new IOException("the Runtime API sent a number that is none: " + digits)));
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the Runtime API closed the connection");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > MAX_LINE) {
                throw new EOFException("the Runtime API closed the connection");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
