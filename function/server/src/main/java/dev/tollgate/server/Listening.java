package dev.tollgate.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the server will be able to listen: asked first, so that nothing else is started in vain. */
final class Listening {
    private Listening() {}

    static void requirePossible(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the server itself does: connections of an earlier run that linger are no obstacle.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new StartFailure(
                    "Port " + port + " cannot be listened on (" + taken.getMessage()
                            + "). Is another Tollgate running? TOLLGATE_PORT sets another port.",
                    taken);
        }
    }
}
