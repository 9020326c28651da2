package dev.tollgate.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Holds a function up until the test lets it go on, so that no test needs to know how long something takes. */
final class Gate implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket door;
    private final List<Socket> waiting = new ArrayList<>();

    Gate() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        door.setSoTimeout(PATIENCE_MILLIS);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Returns when another function has come. */
    void await() throws IOException {
        waiting.add(door.accept());
    }

    /** Lets all go that have come. */
    void open() throws IOException {
        for (Socket one : waiting) {
            one.getOutputStream().write('!');
        }
    }

    /** Who still waits finds it closed for good. */
    @Override
    public void close() throws IOException {
        for (Socket one : waiting) {
            one.close();
        }
        door.close();
    }
}
