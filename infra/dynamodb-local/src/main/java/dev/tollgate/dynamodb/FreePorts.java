package dev.tollgate.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds and checks TCP ports of this machine. */
final class FreePorts {
    private FreePorts() {}

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException("no free port", failure);
        }
    }

    /** Throws if the port is taken. Otherwise the response of another process could be mistaken for the child's. */
    static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            socket.setReuseAddress(true);
        } catch (IOException taken) {
            throw new IllegalStateException("DynamoDB Local cannot use port " + port + ": it is taken", taken);
        }
    }
}
