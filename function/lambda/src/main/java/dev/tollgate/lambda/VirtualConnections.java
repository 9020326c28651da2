package dev.tollgate.lambda;

import java.util.concurrent.ConcurrentLinkedDeque;

/** The connections that no request uses. There are never more than workers, because each worker sends one request at a time. */
final class VirtualConnections {
    private final ConcurrentLinkedDeque<VirtualConnection> idle = new ConcurrentLinkedDeque<>();

    /** A connection for one request. */
    VirtualConnection take() {
        VirtualConnection kept = idle.pollLast();
        while (kept != null && !kept.isConnected()) {
            kept = idle.pollLast();
        }
        return kept == null ? VirtualConnection.open() : kept;
    }

    /** Keeps a connection whose last response is complete. */
    void keep(VirtualConnection connection) {
        idle.addLast(connection);
    }
}
