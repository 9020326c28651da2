package dev.tollgate.store;

import java.util.List;

/** The records that went to the log because DynamoDB did not take them, since this was made. */
public final class UnwrittenLines implements AutoCloseable {
    private final LoggedLines logged = new LoggedLines("tollgate.usage.unwritten");

    /** The line of this request, or none, or more than one should be. */
    public List<String> of(String requestId) {
        return logged.lines().stream().filter(line -> line.contains(requestId)).toList();
    }

    @Override
    public void close() {
        logged.close();
    }
}
