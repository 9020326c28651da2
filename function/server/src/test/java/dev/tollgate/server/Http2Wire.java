package dev.tollgate.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client's end of an HTTP/2 connection, frame by frame, so that it can do what no client library does. */
final class Http2Wire implements AutoCloseable {
    static final int HEADERS = 0x1;
    static final int RST_STREAM = 0x3;
    static final int GO_AWAY = 0x7;
    static final int CONTINUATION = 0x9;
    static final int END_HEADERS = 0x4;

    private static final int SETTINGS = 0x4;
    private static final int HEAD_BYTES = 9;

    private final Socket socket;

    /** Sends the preface, and empty settings. It never acknowledges the server's. */
    Http2Wire(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(3_000);
        socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        send(SETTINGS, 0, 0);
    }

    /** What the server has sent. */
    record Frame(int type, int stream, int errorCode) {}

    /** The headers of a request, with indexes into HPACK's static table and plain text. */
    static byte[] request(String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        // :method POST, :scheme http, :path and :authority.
        block.writeBytes(new byte[] {(byte) 0x83, (byte) 0x86, 0x04, (byte) path.length()});
        block.writeBytes(path.getBytes(StandardCharsets.US_ASCII));
        block.writeBytes(new byte[] {0x01, 1, 'g'});
        return block.toByteArray();
    }

    /** Sends a frame. Does nothing if the server has closed the connection. */
    void send(int type, int flags, int stream, byte... payload) throws IOException {
        byte[] frame = new byte[HEAD_BYTES + payload.length];
        frame[0] = (byte) (payload.length >> 16);
        frame[1] = (byte) (payload.length >> 8);
        frame[2] = (byte) payload.length;
        frame[3] = (byte) type;
        frame[4] = (byte) flags;
        for (int i = 0; i < 4; i++) {
            frame[5 + i] = (byte) (stream >> (24 - 8 * i));
        }
        System.arraycopy(payload, 0, frame, HEAD_BYTES, payload.length);
        try {
            socket.getOutputStream().write(frame);
        } catch (SocketException closed) {
            // What the server sent before it closed the connection can still be read.
        }
    }

    /** The next frame of this type. Fails at the end of the connection, and after three seconds. */
    Frame next(int type) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        while (true) {
            int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
            int actual = in.readUnsignedByte();
            in.readByte();
            int stream = in.readInt();
            byte[] payload = in.readNBytes(length);
            if (actual == type) {
                return new Frame(actual, stream, length < 4 ? 0 : payload[length - 1]);
            }
        }
    }

    /** Whether the server closes the connection within three seconds. */
    boolean closed() throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketException reset) {
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
