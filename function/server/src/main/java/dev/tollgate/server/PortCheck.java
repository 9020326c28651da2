package dev.tollgate.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks that a port is free before anything else starts. */
final class PortCheck {
    private PortCheck() {}

    /**
     * Throws a {@link StartupException} if the server cannot listen on the port.
     *
     * @param variable the environment variable that sets the port
     */
    static void requireFree(String host, int port, String variable) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the server itself does. Lingering connections of an earlier run then do no harm.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new StartupException(
                    "Cannot listen on port " + port + " (" + taken.getMessage() + "). Is another Tollgate running? "
                            + variable + " sets another port.",
                    taken);
        }
    }
}
