package dev.tollgate.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether a port can be listened on: asked first, so that nothing else is started in vain. */
final class PortCheck {
    private PortCheck() {}

    /**
     * Throws where it cannot.
     *
     * @param variable the environment variable that sets the port
     */
    static void requirePossible(String host, int port, String variable) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the server itself does: connections of an earlier run that linger are no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new StartupException(
                    "Port " + port + " cannot be listened on (" + taken.getMessage()
                            + "). Is another Tollgate running? " + variable + " sets another port.",
                    taken);
        }
    }
}
