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

/** Terminates TLS in front of DynamoDB Local, which does not support it. */
final class TlsProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final URI server;
    private final AtomicInteger connections = new AtomicInteger();

    private TlsProxy(ServerSocket listener, URI server) {
        this.listener = listener;
        this.server = server;
    }

    static TlsProxy before(URI server, SSLContext context) throws IOException {
        ServerSocket listener =
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TlsProxy proxy = new TlsProxy(listener, server);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + listener.getLocalPort());
    }

    /** Returns the number of connections with a successful TLS handshake. */
    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> forward(client));
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException failed) {
            throw new IllegalStateException("the TLS proxy cannot accept connections", failed);
        }
    }

    private void forward(Socket client) {
        try (client;
                Socket upstream = new Socket(server.getHost(), server.getPort());
                InputStream requests = client.getInputStream();
                OutputStream responses = client.getOutputStream()) {
            OutputStream forwarded = upstream.getOutputStream();
            Thread.ofVirtual().start(() -> copy(upstream, responses));
            byte[] buffer = new byte[16 * 1024];
            // The first read does the TLS handshake.
            int read = requests.read(buffer);
            connections.incrementAndGet();
            for (; read >= 0; read = requests.read(buffer)) {
                forwarded.write(buffer, 0, read);
            }
        } catch (IOException refusedOrGone) {
            // The client reports what happened to its call.
        }
    }

    private static void copy(Socket upstream, OutputStream responses) {
        try {
            upstream.getInputStream().transferTo(responses);
        } catch (IOException gone) {
            // The client reports it.
        }
    }
}
