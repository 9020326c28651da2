package dev.tollgate.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Blocks a function until the test lets it continue, so that no test depends on how long something takes. */
final class FunctionGate implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 30_000;

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    FunctionGate() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(TIMEOUT_MILLIS);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Waits until another function is blocked. */
    void await() throws IOException {
        waiting.add(server.accept());
    }

    /** Lets all blocked functions continue. */
    void open() throws IOException {
        for (Socket one : waiting) {
            one.getOutputStream().write('!');
        }
    }

    /** Disconnects the functions that are still blocked. */
    @Override
    public void close() throws IOException {
        for (Socket one : waiting) {
            one.close();
        }
        server.close();
    }
}
