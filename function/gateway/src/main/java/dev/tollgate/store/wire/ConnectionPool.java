package dev.tollgate.store.wire;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** Connections that nobody uses at the moment. The one that was used last is used next, so that the others become old and are closed. */
final class ConnectionPool implements AutoCloseable {
    private final Deque<TableConnection> idle = new ConcurrentLinkedDeque<>();
    private final long maxIdleNanos;
    private volatile boolean closed;

    ConnectionPool(long maxIdleNanos) {
        this.maxIdleNanos = maxIdleNanos;
    }

    /** A connection for one exchange, if one is open. */
    @Nullable
    TableConnection poll() {
        TableConnection youngest = idle.pollFirst();
        while (youngest != null && youngest.idleNanos() > maxIdleNanos) {
            youngest.close();
            youngest = idle.pollFirst();
        }
        return youngest;
    }

    /** Takes a connection back whose last exchange was complete. */
    void giveBack(TableConnection connection) {
        idle.addFirst(connection);
        if (closed) {
            closeIdle();
            return;
        }
        TableConnection oldest = idle.peekLast();
        if (oldest != null && oldest.idleNanos() > maxIdleNanos && idle.removeLastOccurrence(oldest)) {
            oldest.close();
        }
    }

    /** Closes what is idle now, and the rest when it is given back. */
    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (TableConnection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.close();
        }
    }
}
