package dev.tollgate.lambda;

import dev.tollgate.http.HttpReply;
import dev.tollgate.http.HttpReplyReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 request to the Runtime API and its reply. It uses a plain socket, because {@code HttpURLConnection} sends no
 * trailers. Each request opens a new connection: a kept one may not survive a freeze, and a local one is cheap.
 */
final class RuntimeConnection implements AutoCloseable {
    private static final int CONNECT_MILLIS = 2_000;
    /** An event has at most 6 MB; the JSON around it may escape each character. */
    private static final int MAX_EVENT_BYTES = 64 * 1024 * 1024;

    private final Socket socket;
    private final FunctionSettings.Address address;
    private final OutputStream out;
    private final HttpReplyReader replies;

    private RuntimeConnection(Socket socket, FunctionSettings.Address address) throws IOException {
        this.socket = socket;
        this.address = address;
        this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
        this.replies = new HttpReplyReader(socket.getInputStream());
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
    HttpReply reply() throws IOException {
        flush();
        return replies.read(MAX_EVENT_BYTES);
    }

    /** Closes the socket, from any thread. A thread that reads or writes fails. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
