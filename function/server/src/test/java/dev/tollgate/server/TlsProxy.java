package dev.tollgate.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** Speaks TLS for a server that does not: DynamoDB Local. */
final class TlsProxy implements AutoCloseable {
    private final ServerSocket door;
    private final URI server;
    private final AtomicInteger connections = new AtomicInteger();

    private TlsProxy(ServerSocket door, URI server) {
        this.door = door;
        this.server = server;
    }

    static TlsProxy before(URI server, SSLContext context) throws IOException {
        ServerSocket door =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TlsProxy proxy = new TlsProxy(door, server);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + door.getLocalPort());
    }

    /** How many came with whom TLS was agreed on. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> pass(client));
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException failed) {
            throw new IllegalStateException("the TLS proxy cannot accept", failed);
        }
    }

    private void pass(Socket client) {
        try (client;
                Socket behind = new Socket(server.getHost(), server.getPort());
                InputStream asked = client.getInputStream();
                OutputStream answers = client.getOutputStream()) {
            OutputStream on = behind.getOutputStream();
            Thread.ofVirtual().start(() -> copy(behind, answers));
            byte[] buffer = new byte[16 * 1024];
            // The first read agrees on TLS, or fails.
            int read = asked.read(buffer);
            connections.incrementAndGet();
            for (; read >= 0; read = asked.read(buffer)) {
                on.write(buffer, 0, read);
            }
        } catch (IOException refusedOrGone) {
            // The client's matter: it tells what became of its call.
        }
    }

    private static void copy(Socket behind, OutputStream answers) {
        try {
            behind.getInputStream().transferTo(answers);
        } catch (IOException gone) {
            // As above.
        }
    }
}
