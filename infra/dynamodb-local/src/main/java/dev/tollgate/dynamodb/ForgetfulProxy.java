package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy that can lose the connections it has, as routers and peers do while a process is frozen. Connections that clients
 * open afterwards work.
 */
public final class ForgetfulProxy implements AutoCloseable {
    private final URI backend;
    private final ServerSocket server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger opened = new AtomicInteger();

    /** How connections are lost. */
    public enum Loss {
        /** What the client sends is never answered. */
        SWALLOWED,
        /** The peer closes them. */
        CLOSED,
        /** The peer resets them. */
        RESET
    }

    /** A proxy of the server at this address. */
    public ForgetfulProxy(URI backend) {
        this.backend = backend;
        try {
            server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        Thread.ofVirtual().name("forgetful proxy").start(this::accept);
    }

    /** The address that clients use instead of the server's, with the same path. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + backend.getPath());
    }

    /** How many connections clients have opened. */
    public int opened() {
        return opened.get();
    }

    /** Loses all connections that are open now. */
    public void lose(Loss loss) {
        for (Link link : links) {
            link.lose(loss);
        }
    }

    private void accept() {
        try {
            while (true) {
                Link link = new Link(server.accept(), new Socket(backend.getHost(), backend.getPort()));
                links.add(link);
                opened.incrementAndGet();
                Thread.ofVirtual().start(link::forwardRequests);
                Thread.ofVirtual().start(link::forwardReplies);
            }
        } catch (IOException closed) {
            lose(Loss.CLOSED);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        lose(Loss.CLOSED);
    }

    /** A client's connection, and the one to the server that belongs to it. */
    private final class Link {
        private final Socket client;
        private final Socket server;
        private volatile boolean swallows;

        private Link(Socket client, Socket server) throws IOException {
            this.client = client;
            this.server = server;
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        }

        private void lose(Loss loss) {
            swallows = loss == Loss.SWALLOWED;
            try {
                client.setSoLinger(loss == Loss.RESET, 0);
                server.close();
                if (loss != Loss.SWALLOWED) {
                    client.close();
                }
            } catch (IOException gone) {
                links.remove(this);
            }
        }

        private void forwardRequests() {
            byte[] buffer = new byte[16 * 1024];
            try (client;
                    server) {
                for (int read = client.getInputStream().read(buffer);
                        read >= 0;
                        read = client.getInputStream().read(buffer)) {
                    if (!swallows) {
                        server.getOutputStream().write(buffer, 0, read);
                    }
                }
            } catch (IOException gone) {
                // One side has closed, which closes the other one.
            } finally {
                links.remove(this);
            }
        }

        private void forwardReplies() {
            try {
                server.getInputStream().transferTo(client.getOutputStream());
                if (!swallows) {
                    client.close();
                }
            } catch (IOException gone) {
                // The thread above closes both sides.
            }
        }
    }
}
